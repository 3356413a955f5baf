using MockLlm.Engine.Configuration.Reading;

namespace MockLlm.Engine.Configuration.Sections;

/// <summary><c>defaults</c>: what is answered where nothing matches.</summary>
internal static class DefaultsSection
{
    public static ConfiguredText Read(Mapping map) => new(map.Text("unknown_response") ?? Snapshot.DefaultUnknownResponse);
}
