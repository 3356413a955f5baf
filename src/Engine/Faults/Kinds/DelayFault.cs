using MockLlm.Engine.Yaml.Reading;

namespace MockLlm.Engine.Faults.Kinds;

/// <summary><c>delay</c>: everything is sent later. It can fire together with other faults.</summary>
/// <param name="By">How much later.</param>
internal sealed record DelayFault(TimeSpan By) : FaultKind("delay")
{
    public override bool Combines => true;

    public override TimeSpan Delay => By;

    public static DelayFault Read(YamlMapReader map) => new(map.Duration("by") ?? TimeSpan.FromSeconds(1));
}
