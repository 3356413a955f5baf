using MockLlm.Engine.Faults;
using MockLlm.Engine.Yaml;

namespace MockLlm.Engine.Configuration.Live;

/// <summary>All that was changed while the server runs, to be laid over what the file says: a value.</summary>
/// <param name="Patches">What the patches do, together.</param>
/// <param name="Faults">What was done to the faults.</param>
internal sealed record LiveEdits(MergePatch Patches, LiveFaults Faults)
{
    private const string FaultsKey = "faults";

    public static LiveEdits None { get; } = new(MergePatch.Nothing, LiveFaults.None);

    /// <summary>The values that the patches set, without the file.</summary>
    public YamlMap Patched => (YamlMap)Patches.Over(YamlMap.Empty(default))!;

    /// <summary>The tree that is in force.</summary>
    /// <param name="written">What the file says.</param>
    public YamlMap Over(YamlMap written)
    {
        var patched = (YamlMap)Patches.Over(written)!;
        var old = patched.Entries.FirstOrDefault(entry => entry.Key.Text == FaultsKey);
        var list = Faults.Over(old?.Value as YamlList);
        if (ReferenceEquals(list, old?.Value) || list is null)
        {
            return patched;
        }

        var key = old?.Key ?? new(default, FaultsKey, IsPlain: true);
        return patched with { Entries = [.. patched.Entries.Where(entry => entry != old), new(key, list)] };
    }
}
