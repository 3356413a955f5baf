using MockLlm.Engine.Faults;
using MockLlm.Engine.Yaml;

namespace MockLlm.Engine.Configuration.Live;

/// <summary>All live changes, as a value that can be applied to any version of the file.</summary>
/// <param name="Patches">All patches as one.</param>
/// <param name="Faults">The changes to the faults.</param>
internal sealed record LiveEdits(MergePatch Patches, LiveFaults Faults)
{
    private const string FaultsKey = "faults";

    /// <summary>No changes.</summary>
    public static LiveEdits None { get; } = new(MergePatch.Nothing, LiveFaults.None);

    /// <summary>About the bytes that the changes take.</summary>
    public long Size => Patches.Size + Faults.Size;

    /// <summary>The values that the patches set, without the file.</summary>
    public YamlMap Patched => (YamlMap)Patches.Over(YamlMap.Empty(default))!;

    /// <summary>The file with the live changes.</summary>
    /// <param name="written">The file.</param>
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
