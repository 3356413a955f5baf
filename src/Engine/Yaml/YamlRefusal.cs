namespace MockLlm.Engine.Yaml;

/// <summary>The text cannot be read any further. Never leaves <see cref="YamlTree"/>.</summary>
internal sealed class YamlRefusal(Place place, string message) : Exception(message)
{
    public Place Place { get; } = place;
}
