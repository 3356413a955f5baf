using MockLlm.Engine.Faults.Kinds;
using MockLlm.Engine.Faults.Replies;
using MockLlm.Engine.Yaml.Reading;

namespace MockLlm.Engine.Faults;

/// <summary>What can be done to streams that are open: now, wherever they are.</summary>
internal static class LiveFault
{
    private const string Kinds = "reset, close, truncate, stall, malformed, invalid_utf8, duplicate, drop_event and error_event";

    /// <summary>Reads a kind with its keys; what cannot be read, or cannot act on an open stream, is reported, and null.</summary>
    public static ReplyFault? Read(YamlMapReader map)
    {
        var fault = FaultKinds.Read(map) switch
        {
            ResetFault => new LateResetFault(new()),
            var kind => kind,
        };
        switch (fault)
        {
            case null:
                return null;
            case ReplyFault { Position.IsGiven: true }:
                return Refused("it acts at once, leave its position out");
            case CutFault or StallFault or EventFault or ErrorEventFault:
                return (ReplyFault)fault;
            default:
                return Refused($"it cannot act on a stream that is open, those that can are {Kinds}");
        }

        ReplyFault? Refused(string why) => map.Value("kind")?.Wrong<ReplyFault>(why);
    }
}
