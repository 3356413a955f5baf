namespace MockLlm.Engine.Yaml;

/// <summary>The text cannot be read further. <see cref="YamlTree"/> catches this exception.</summary>
internal sealed class YamlRefusal(Place place, string message) : Exception(message)
{
    public Place Place { get; } = place;
}
