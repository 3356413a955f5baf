using System.Globalization;
using MockLlm.Engine.Catalog;
using MockLlm.Engine.Matching;
using MockLlm.Engine.Precedence;
using MockLlm.Engine.Yaml;
using MockLlm.Engine.Yaml.Reading;

namespace MockLlm.Engine.Faults;

/// <summary>Reads <c>faults</c>: the configured failures, in the order in which they are asked.</summary>
internal static class FaultsSection
{
    /// <summary>Reads the list of faults.</summary>
    /// <param name="written">The list, or null if it is not written.</param>
    /// <param name="catalog">The routes and models that requests can have.</param>
    public static FaultList Read(YamlValueReader? written, RouteCatalog catalog)
    {
        if (written is null)
        {
            return FaultList.Empty;
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        var unnamed = new Dictionary<string, int>(StringComparer.Ordinal);
        var faults = written.Items("it must be a list of faults, such as [{kind: overloaded, probability: 0.1}]")
            .Select(item => item.Map(map => ReadFault(map, item.Node, names, unnamed, catalog), "it must be a map such as {kind: overloaded, probability: 0.1}"));
        return new([.. faults.OfType<Fault>()]);
    }

    /// <summary>Reads a fault that is put while the server runs.</summary>
    /// <param name="written">The fault with its name.</param>
    /// <param name="name">Its name.</param>
    /// <param name="edit">A number that no other change has. The fault then counts from zero.</param>
    /// <param name="catalog">The routes and models that requests can have.</param>
    /// <param name="findings">Collects the mistakes.</param>
    /// <returns>The fault, or null if its kind cannot be read.</returns>
    public static Fault? ReadLive(YamlMap written, string name, long edit, RouteCatalog catalog, Findings findings)
    {
        var read = YamlMapReader.Read(written, KeyPath.Key("faults", name), findings, map => ReadFault(map, written, [], [], catalog, edit));
        return read is null ? null : read with { Layer = ConfigLayer.LiveTopLevel };
    }

    /// <summary>Reads a request's own fault: a kind with its keys, and a probability.</summary>
    public static Fault? ReadOwn(YamlMapReader map)
    {
        var trigger = new Trigger { Probability = ReadProbability(map) };
        return FaultKinds.Read(map) is { } kind ? Fault.Own(kind, trigger) : null;
    }

    private static Fault? ReadFault(
        YamlMapReader map, YamlNode node, HashSet<string> names, Dictionary<string, int> unnamed, RouteCatalog catalog, long? edit = null)
    {
        var mistakes = map.Mistakes;
        var name = ReadName(map.Value("name"), names);
        var when = map.Section("when", section => When.Read(section, [.. catalog.Providers.Select(provider => provider.Name)]));
        var trigger = ReadTrigger(map);
        var isEnabled = map.Flag(Fault.EnabledKey) ?? true;
        var tree = node as YamlMap ?? YamlMap.Empty(node.Place);
        var written = edit?.ToString("0 ", CultureInfo.InvariantCulture) + Fault.TextOf(tree);
        if (FaultKinds.Read(map) is not { } kind)
        {
            return null;
        }

        var fault = new Fault(name ?? Unnamed(written, unnamed), name, kind, when, trigger, written) { IsEnabled = isEnabled, Tree = tree };
        // A mistake leaves a condition without its value, so a warning about it would say something wrong.
        if (map.Mistakes == mistakes)
        {
            FaultWarnings.Warn(map, fault, catalog);
        }

        return fault;
    }

    // The id does not depend on the faults before it, unless they have the same text.
    private static string Unnamed(string written, Dictionary<string, int> unnamed)
    {
        var before = unnamed.GetValueOrDefault(written);
        unnamed[written] = before + 1;
        return $"{written} #{before}";
    }

    private static string? ReadName(YamlValueReader? written, HashSet<string> names)
    {
        var name = written?.NonEmptyText();
        if (name is not null && name.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            return written?.Wrong<string>("it must hold only printable ASCII characters, since it is said in a header");
        }

        return name is null || names.Add(name) ? name : written?.Wrong<string>("a fault before this one has that name, choose another");
    }

    private static Trigger ReadTrigger(YamlMapReader map) =>
        new()
        {
            Skip = map.Value("skip")?.Whole(_ => true, "it must be a whole number of requests, for instance 3") ?? 0,
            Every = map.Value("every")?.Whole(every => every > 0, "it must be a whole number from 1, for instance 10") ?? 1,
            Probability = ReadProbability(map),
            Ramp = map.Duration("ramp") ?? TimeSpan.Zero,
            Times = map.Value("times")?.Whole(_ => true, "it must be a whole number of hits, for instance 5"),
            From = map.Duration("from") ?? TimeSpan.Zero,
            Until = map.Duration("until"),
        };

    private static double ReadProbability(YamlMapReader map) =>
        map.Value("probability")?.Number(chance => chance is >= 0 and <= 1, "it must be a number from 0 to 1, for instance 0.1") ?? 1;
}
