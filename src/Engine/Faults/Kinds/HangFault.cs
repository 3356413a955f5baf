using MockLlm.Engine.Yaml.Reading;

namespace MockLlm.Engine.Faults.Kinds;

/// <summary><c>hang</c>: the request is taken and nothing is ever sent.</summary>
/// <param name="For">After which the connection is broken off; null: it stays until the client leaves.</param>
internal sealed record HangFault(TimeSpan? For) : HandlerFault("hang")
{
    public override HandlerReplacement Replace(FaultedRequest request) => new HandlerReplacement.Silence(For);

    public static HangFault Read(YamlMapReader map) => new(map.Duration("for"));
}
