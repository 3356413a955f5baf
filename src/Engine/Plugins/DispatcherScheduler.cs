using Akka.Dispatch;

namespace MockLlm.Engine.Plugins;

/// <summary>Runs tasks and their continuations on the threads of an Akka dispatcher.</summary>
internal sealed class DispatcherScheduler(MessageDispatcher dispatcher) : TaskScheduler
{
    // A dispatcher wakes no more threads at once than the machine has cores, and relies on them to come back for the rest of the queue.
    // A plug-in may block them. So every task wakes one more thread before it runs.
    protected override void QueueTask(Task task) => dispatcher.Schedule(() =>
    {
        dispatcher.Schedule(static () => { });
        TryExecuteTask(task);
    });

    // No other thread may run a plug-in's code.
    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    protected override IEnumerable<Task> GetScheduledTasks() => [];
}
