using MockLlm.Engine.Precedence;
using MockLlm.Engine.Yaml;
using MockLlm.Engine.Yaml.Reading;

namespace MockLlm.Engine.Latency;

/// <summary>The profiles that come with MockLlm. Their file is read when a profile other than <c>none</c> is first used.</summary>
internal static class Profiles
{
    private static readonly Lazy<IReadOnlyList<Profile>> Shipped = new(ReadShipped);

    /// <summary>No waiting.</summary>
    public static Profile None { get; } = new("none", "no waiting", LatencySettings.None, YamlMap.Empty(new(1, 1)));

    /// <summary>All profiles: <see cref="None"/>, then the others in the order of the file.</summary>
    public static IEnumerable<Profile> All => Shipped.Value.Prepend(None);

    /// <summary>The names of all profiles.</summary>
    public static IEnumerable<string> Names => All.Select(profile => profile.Name);

    /// <summary>The profile of a name, or null if there is none.</summary>
    public static Profile? Find(string name) => name == None.Name ? None : Shipped.Value.FirstOrDefault(profile => profile.Name == name);

    /// <summary>Reads a file of profiles.</summary>
    /// <param name="yaml">A map of names to sources and values.</param>
    /// <param name="findings">Receives the errors.</param>
    public static IReadOnlyList<Profile> Read(string yaml, Findings findings)
    {
        var tree = YamlTree.Read(yaml);
        foreach (var (line, column, message) in tree.Errors)
        {
            findings.Error(new(line, column), message);
        }

        return tree.Root is YamlMap map ? YamlMapReader.Read(map, "", findings, ReadAll) : [];
    }

    private static List<Profile> ReadAll(YamlMapReader map) =>
    [
        .. map.Entries().Select(entry => entry.Value.Map(keys =>
        {
            var source = keys.Required("source", "it must say where the values come from, or that they are an estimate")?.NonEmptyText();
            return new Profile(entry.Key.Text, source ?? "", LatencySection.ReadPart(keys, ConfigLayer.Default) ?? new(), (YamlMap)entry.Value.Node);
        })),
    ];

    private static IReadOnlyList<Profile> ReadShipped()
    {
        using var stream = typeof(Profiles).Assembly.GetManifestResourceStream("profiles.yml")
            ?? throw new InvalidOperationException("The program was built without its latency profiles.");
        using var reader = new StreamReader(stream);
        var findings = new Findings();
        var profiles = Read(reader.ReadToEnd(), findings);
        return findings.HasErrors
            ? throw new InvalidOperationException(ConfigError.Render("profiles.yml", findings.Errors))
            : profiles;
    }
}
