using Akka.Dispatch;

namespace MockLlm.Engine.Plugins;

/// <summary>Runs tasks on the threads of an Akka dispatcher, and what they await comes back to them.</summary>
internal sealed class DispatcherScheduler(MessageDispatcher dispatcher) : TaskScheduler
{
    protected override void QueueTask(Task task) => dispatcher.Schedule(() => TryExecuteTask(task));

    // A thread of anybody else must never run a plug-in's code.
    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    protected override IEnumerable<Task> GetScheduledTasks() => [];
}
