using Akka.Dispatch;

namespace MockLlm.Engine.Plugins;

/// <summary>Runs tasks on the threads of an Akka dispatcher, and what they await comes back to them.</summary>
internal sealed class DispatcherScheduler(MessageDispatcher dispatcher) : TaskScheduler
{
    // A dispatcher wakes no more threads at once than the machine has cores, and relies on them to come back for the rest of the queue.
    // A plug-in may block them. So every task wakes one more thread before it runs.
    protected override void QueueTask(Task task) => dispatcher.Schedule(() =>
    {
        dispatcher.Schedule(static () => { });
        TryExecuteTask(task);
    });

    // A thread of anybody else must never run a plug-in's code.
    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    protected override IEnumerable<Task> GetScheduledTasks() => [];
}
