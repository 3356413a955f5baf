using MockLlm.Engine.Matching;

namespace MockLlm.Engine.Faults;

/// <summary>The configured faults in their order.</summary>
internal sealed class FaultList(IReadOnlyList<Fault> faults)
{
    public static FaultList Empty { get; } = new([]);

    public IReadOnlyList<Fault> All => faults;

    public bool IsEmpty => faults.Count == 0;

    /// <summary>The faults that may hit a request, in their order, or null if there are none.</summary>
    /// <param name="request">The request.</param>
    /// <param name="isMetered">Whether its route takes the time that a model would. On other routes a fault acts only if it names the path.</param>
    public IReadOnlyList<Fault>? For(in MatchInput request, bool isMetered)
    {
        List<Fault>? found = null;
        for (var i = 0; i < faults.Count; i++)
        {
            var fault = faults[i];
            if (fault.IsEnabled && (isMetered || fault.When.Find<PathCondition>() is not null) && fault.When.Holds(in request))
            {
                (found ??= []).Add(fault);
            }
        }

        return found;
    }
}
