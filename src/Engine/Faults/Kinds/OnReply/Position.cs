using MockLlm.Engine.Yaml.Reading;

namespace MockLlm.Engine.Faults.Kinds.OnReply;

/// <summary>
/// Where in a reply a fault acts: after a number of events, after a time, after a share of the reply, or at an event of a type. If none
/// is written, it acts after half of the reply.
/// </summary>
/// <param name="AfterEvents">How many events are sent before, or null.</param>
/// <param name="After">How long after the first event, or null.</param>
/// <param name="At">The share of the events, or of a plain body's bytes, that is sent before: from 0 to 1, or null.</param>
/// <param name="Event">The type of the event that the fault acts on, or null. The first event of this type counts.</param>
internal sealed record Position(int? AfterEvents = null, TimeSpan? After = null, double? At = null, string? Event = null)
{
    private const double Half = 0.5;

    /// <summary>Whether a position is written.</summary>
    public bool IsGiven => AfterEvents is not null || After is not null || At is not null || Event is not null;

    public static Position Read(YamlMapReader map) => Read(map, name: null);

    /// <summary>Reads a position that may name an event by its type.</summary>
    public static Position ReadWithEvent(YamlMapReader map) => Read(map, map.Value("event")?.NonEmptyText());

    /// <summary>How many of a stream's events are sent before the fault acts, or null if the stream has no such place.</summary>
    public int? EventsBefore(IReadOnlyList<Frame> frames)
    {
        if (Event is not null)
        {
            return Find(frames);
        }

        if (AfterEvents is { } events)
        {
            return events <= frames.Count ? events : null;
        }

        return After is { } after ? DueWithin(frames, after) : (int)(frames.Count * (At ?? Half));
    }

    /// <summary>When the fault acts, counted from the request's arrival: at its time, or together with the event before it.</summary>
    /// <param name="frames">The stream.</param>
    /// <param name="before">How many events are sent before.</param>
    public TimeSpan TimeIn(IReadOnlyList<Frame> frames, int before)
    {
        if (frames.Count == 0)
        {
            return TimeSpan.Zero;
        }

        return After is { } after ? frames[0].Due + after : frames[Math.Max(0, before - 1)].Due;
    }

    /// <summary>How many bytes of a plain body are sent before the fault acts. Only <see cref="At"/> counts for it.</summary>
    public int BytesBefore(int length) => (int)(length * (At ?? Half));

    private static Position Read(YamlMapReader map, string? name)
    {
        var position = new Position(
            (int?)map.Value("after_events")?.Whole(events => events <= int.MaxValue, "it must be a whole number of events, for instance 5"),
            map.Duration("after"),
            map.Value("at")?.Number(share => share is >= 0 and <= 1, "it must be a share from 0 to 1, for instance 0.5"),
            name);
        (string Key, bool IsGiven)[] all =
        [
            ("after_events", position.AfterEvents is not null),
            ("after", position.After is not null),
            ("at", position.At is not null),
            ("event", name is not null),
        ];
        string[] given = [.. all.Where(one => one.IsGiven).Select(one => one.Key)];
        foreach (var second in given.Skip(1))
        {
            map.Value(second)?.Wrong<object>($"there is {given[0]} already, keep one position");
        }

        return position;
    }

    private int? Find(IReadOnlyList<Frame> frames)
    {
        for (var i = 0; i < frames.Count; i++)
        {
            if (frames[i].Event == Event)
            {
                return i;
            }
        }

        return null;
    }

    // A stream that is over before that time has no such place.
    private static int? DueWithin(IReadOnlyList<Frame> frames, TimeSpan after)
    {
        if (frames.Count == 0 || frames[^1].Due < frames[0].Due + after)
        {
            return null;
        }

        var due = 0;
        while (due < frames.Count && frames[due].Due <= frames[0].Due + after)
        {
            due++;
        }

        return due;
    }
}
