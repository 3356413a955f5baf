using MockLlm.Engine.Configuration.Files;

namespace MockLlm.Engine.Tests.Configuration.Files;

/// <param name="At">Milliseconds.</param>
/// <param name="IsGood">Whether the file can be put into force after it.</param>
internal sealed record Edit(int At, bool IsGood);

internal sealed record Judged(int At, int Version, EditVerdict Verdict);

/// <summary>A file that is edited, a watch that looks at it, and readings that take their time, in steps of a millisecond.</summary>
/// <param name="edits">In the order of their time; the version 0 before them is in force.</param>
/// <param name="lateness">Milliseconds that every look comes late.</param>
/// <param name="reading">Milliseconds that reading takes; it sees the file as it was when it began.</param>
internal sealed class EditSimulation(IReadOnlyList<Edit> edits, int lateness, int reading)
{
    private readonly List<Judged> _judged = [];
    private readonly List<int> _read = [];

    public IReadOnlyList<Judged> Judged => _judged;

    /// <summary>The version of each read.</summary>
    public IReadOnlyList<int> Read => _read;

    /// <summary>The version that is in force at each of these times, which rise.</summary>
    public IEnumerable<int> InForce(IEnumerable<int> times)
    {
        var (next, version) = (0, 0);
        foreach (var at in times)
        {
            for (; next < _judged.Count && _judged[next].At <= at; next++)
            {
                version = _judged[next].Verdict == EditVerdict.Accept ? _judged[next].Version : version;
            }

            yield return version;
        }
    }

    public EditSimulation Run()
    {
        var watch = FileWatch.After(Stamp(0));
        (int Ends, int Version)? under = null;
        var end = (edits.Count == 0 ? 0 : edits[^1].At) + 3000;
        var (version, look) = (0, 0);
        for (var now = 0; now <= end; now++)
        {
            while (version < edits.Count && edits[version].At <= now)
            {
                version++;
            }

            if (under is { } read && read.Ends <= now)
            {
                under = null;
                (watch, var verdict) = watch.Finish(Stamp(read.Version), Stamp(version), IsGood(read.Version));
                _judged.Add(new(now, read.Version, verdict));
            }

            if (now == look)
            {
                (watch, var wanted) = watch.Observe(Stamp(version), TimeSpan.FromMilliseconds(now));
                if (wanted)
                {
                    under = (now + reading, version);
                    _read.Add(version);
                }

                look = now + (int)watch.NextLook.TotalMilliseconds + lateness;
            }
        }

        return this;
    }

    public bool IsGood(int version) => version == 0 || edits[version - 1].IsGood;

    private static FileStamp? Stamp(int version) => new FileStamp(version, DateTime.UnixEpoch);
}
