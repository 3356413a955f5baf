namespace MockLlm.Engine.Work;

/// <summary>A limit on the steps of one task within the work of a request. Equal input always takes the same number of steps.</summary>
/// <param name="work">The work of the request. Every step counts there, too.</param>
/// <param name="most">The most steps of the task.</param>
/// <param name="whenSpent">Makes the exception that ends the task at the limit, or null if the task looks at <see cref="IsSpent"/> itself.</param>
internal sealed class StepLimit(WorkBudget work, int most, Func<Exception>? whenSpent = null)
{
    private long _steps;

    /// <summary>Whether the task has taken more steps than it may.</summary>
    public bool IsSpent => _steps > most;

    /// <summary>The work of the request.</summary>
    public WorkBudget Work => work;

    /// <inheritdoc cref="WorkBudget.Count"/>
    public void Count(long steps = 1)
    {
        _steps += steps;
        if (IsSpent && whenSpent is not null)
        {
            throw whenSpent();
        }

        work.Count(steps);
    }
}
