using System.Collections.Immutable;
using MockLlm.Engine.Yaml;

namespace MockLlm.Engine.Faults;

/// <summary>The changes that were made to the file's faults while the server runs. It is immutable.</summary>
internal sealed record LiveFaults
{
    private ImmutableList<Put> _put = [];
    private ImmutableHashSet<string> _hidden = [];
    private bool _hidesAll;

    private LiveFaults()
    {
    }

    /// <summary>No changes.</summary>
    public static LiveFaults None { get; } = new();

    private sealed record Put(string Name, YamlMap Written, long Edit);

    /// <summary>Adds a fault. It replaces the fault with the same name, else it comes last.</summary>
    /// <param name="name">The fault's name.</param>
    /// <param name="written">The whole fault with its name.</param>
    /// <param name="edit">A number that no other edit has.</param>
    public LiveFaults With(string name, YamlMap written, long edit)
    {
        var put = new Put(name, written, edit);
        var at = _put.FindIndex(other => other.Name == name);
        return this with { _put = at < 0 ? _put.Add(put) : _put.SetItem(at, put) };
    }

    /// <summary>Removes a fault.</summary>
    /// <param name="name">The fault's name.</param>
    /// <param name="isInFile">Whether the file has it. It must then be hidden.</param>
    public LiveFaults Without(string name, bool isInFile) => this with
    {
        _put = _put.RemoveAll(put => put.Name == name),
        _hidden = isInFile ? _hidden.Add(name) : _hidden,
    };

    /// <summary>Removes all faults, and hides those that the file has or gets later.</summary>
    public LiveFaults WithoutAny() => new() { _hidesAll = true };

    /// <summary>Applies the changes to the file's list.</summary>
    /// <param name="written">The file's list, or null if it has none.</param>
    public YamlList? Over(YamlList? written)
    {
        if (this == None)
        {
            return written;
        }

        var puts = _put.ToDictionary(put => put.Name, StringComparer.Ordinal);
        var faults = new List<YamlNode>();
        foreach (var fault in _hidesAll ? [] : written?.Items ?? [])
        {
            if (NameOf(fault) is not { } name)
            {
                faults.Add(fault);
            }
            else if (!_hidden.Contains(name))
            {
                faults.Add(puts.Remove(name, out var put) ? put.Written : fault);
            }
        }

        return new(default, [.. faults, .. _put.Where(put => puts.ContainsKey(put.Name)).Select(put => put.Written)]);
    }

    /// <summary>Marks the added faults with the number of their edit. A fault that is added again then starts its counters again.</summary>
    public FaultList Mark(FaultList read)
    {
        if (_put.IsEmpty)
        {
            return read;
        }

        var edits = _put.ToDictionary(put => put.Name, put => put.Edit, StringComparer.Ordinal);
        return new([.. read.All.Select(fault => fault.Name is { } name && edits.TryGetValue(name, out var edit)
            ? fault with { Written = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{edit} {fault.Written}") }
            : fault)]);
    }

    private static string? NameOf(YamlNode fault) =>
        (fault as YamlMap)?.Entries.FirstOrDefault(entry => entry.Key.Text == "name")?.Value is YamlScalar { IsNull: false } name ? name.Text : null;
}
