using System.Diagnostics;
using System.Text.RegularExpressions;
using CsCheck;

namespace MockLlm.Bench.Fuzzing;

/// <summary>Feeds generated inputs to a target until its time is over. Each kind of finding is shrunk and kept once.</summary>
internal sealed partial class FuzzRun(FuzzTarget target)
{
    private const int KindLength = 100;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan ShrinkTime = TimeSpan.FromSeconds(5);

    private readonly HashSet<string> _kinds = [];
    private readonly List<FuzzFinding> _findings = [];
    private bool _hangs;

    public FuzzTarget Target => target;

    public IReadOnlyList<FuzzFinding> Findings => _findings;

    /// <summary>The number of inputs so far.</summary>
    public long Inputs { get; private set; }

    /// <summary>Runs for this long. A target with an input that hangs is not run again, because a thread still works on that input.</summary>
    /// <param name="time">How long.</param>
    /// <param name="stop">Ends the run early.</param>
    /// <param name="start">The number that the inputs follow from, or null for other inputs in each run.</param>
    public void For(TimeSpan time, CancellationToken stop, uint? start = null)
    {
        var random = new PCG(start ?? (uint)Environment.ProcessId);
        for (var started = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started) < time && !_hangs && !stop.IsCancellationRequested;)
        {
            One(random.ToString());
            random.Next();
        }
    }

    /// <summary>Runs the input of one seed.</summary>
    public FuzzInput One(string seed)
    {
        var input = target.Inputs.Generate(PCG.Parse(seed), null, out _);
        Inputs++;
        if (Complaint(input) is { } complaint && _kinds.Add(Kind(input, complaint)))
        {
            var small = _hangs ? input : input with { Text = Shrunk.Of(input.Text, text => !_hangs && Complaint(input with { Text = text }) is not null, ShrinkTime) };
            _findings.Add(new(target.Name, seed, small, _hangs ? complaint : Complaint(small) ?? complaint));
        }

        return input;
    }

    private string? Complaint(FuzzInput input)
    {
        var checking = Task.Run(() => target.Check(input));
        try
        {
            if (checking.Wait(Patience))
            {
                return checking.Result;
            }

            _hangs = true;
            return $"hangs: no result after {Patience.TotalSeconds} s";
        }
        catch (AggregateException failures)
        {
            var failure = failures.InnerException!;
            return $"{failure.GetType().Name}: {failure.Message} {failure.StackTrace?.Split('\n')[0].Trim()}";
        }
    }

    // Findings with the same complaint about the same place count as one, whatever numbers and texts it quotes.
    private static string Kind(FuzzInput input, string complaint)
    {
        var plain = Varying().Replace($"{input.Place} {complaint}", "");
        return plain[..Math.Min(plain.Length, KindLength)];
    }

    [GeneratedRegex("""[0-9]+|"[^"]*"|'[^']*'""")]
    private static partial Regex Varying();
}
