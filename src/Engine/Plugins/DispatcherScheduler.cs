using Akka.Dispatch;

namespace MockLlm.Engine.Plugins;

/// <summary>Runs tasks and their continuations on the threads of an Akka dispatcher.</summary>
internal sealed class DispatcherScheduler(MessageDispatcher dispatcher) : TaskScheduler
{
    protected override void QueueTask(Task task) => dispatcher.Schedule(() => TryExecuteTask(task));

    // No other thread may run a plug-in's code.
    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    protected override IEnumerable<Task> GetScheduledTasks() => [];
}
