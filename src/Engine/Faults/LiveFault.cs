using MockLlm.Engine.Faults.Kinds;
using MockLlm.Engine.Yaml.Reading;

namespace MockLlm.Engine.Faults;

/// <summary>A fault on streams that are already open. It acts at once, wherever a stream is.</summary>
/// <param name="Kind">The kind's name.</param>
/// <param name="Action">What it does.</param>
/// <param name="ErrorEvent">The provider's own error that it sends, or null if it sends none.</param>
internal sealed record LiveFault(string Kind, StreamAction Action, Func<ErrorWording, Problem>? ErrorEvent)
{
    /// <summary>Reads a kind with its keys. If it cannot be read or cannot act on an open stream, it reports why and returns null.</summary>
    public static LiveFault? Read(YamlMapReader map)
    {
        return FaultKinds.Read(map) switch
        {
            null => null,
            { HasPosition: true } => Refused("it acts at once, leave its position out"),
            { OnOpenStream: { } action } kind => new(kind.Name, action, kind.ErrorEvent),
            _ => Refused($"it cannot act on a stream that is open, those that can are {string.Join(", ", Names[..^1])} and {Names[^1]}"),
        };

        LiveFault? Refused(string why) => map.Value("kind")?.Wrong<LiveFault>(why);
    }

    private static string[] Names => [.. FaultKinds.Defaults.Where(kind => kind.OnOpenStream is not null).Select(kind => kind.Name)];
}
