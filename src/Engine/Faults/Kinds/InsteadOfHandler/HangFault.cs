using MockLlm.Engine.Yaml.Reading;

namespace MockLlm.Engine.Faults.Kinds.InsteadOfHandler;

/// <summary><c>hang</c>: the request is accepted and nothing is ever sent.</summary>
/// <param name="For">The time after which the connection is reset, or null if it stays open until the client leaves.</param>
internal sealed record HangFault(TimeSpan? For) : HandlerFault("hang")
{
    public override HandlerReplacement Replace(FaultedRequest request) => new HandlerReplacement.Silence(For);

    public static HangFault Read(YamlMapReader map) => new(map.Duration("for"));
}
