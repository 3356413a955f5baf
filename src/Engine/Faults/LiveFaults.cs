using System.Collections.Immutable;
using MockLlm.Engine.Yaml;

namespace MockLlm.Engine.Faults;

/// <summary>What was done to the file's faults while the server runs: a value.</summary>
internal sealed record LiveFaults
{
    private ImmutableList<Put> _put = [];
    private ImmutableHashSet<string> _hidden = [];
    private bool _hidesAll;

    private LiveFaults()
    {
    }

    /// <summary>Nothing was done.</summary>
    public static LiveFaults None { get; } = new();

    private sealed record Put(string Name, YamlMap Written, long Edit);

    /// <summary>Takes the place of the fault of that name, or is asked last.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="written">All of it, its name too.</param>
    /// <param name="edit">A number that no other edit has.</param>
    public LiveFaults With(string name, YamlMap written, long edit)
    {
        var put = new Put(name, written, edit);
        var at = _put.FindIndex(other => other.Name == name);
        return this with { _put = at < 0 ? _put.Add(put) : _put.SetItem(at, put) };
    }

    /// <param name="name">The fault's name.</param>
    /// <param name="isInFile">Whether the file has it, so that it has to be hidden.</param>
    public LiveFaults Without(string name, bool isInFile) => this with
    {
        _put = _put.RemoveAll(put => put.Name == name),
        _hidden = isInFile ? _hidden.Add(name) : _hidden,
    };

    /// <summary>Hides those that the file has, now and later.</summary>
    public LiveFaults WithoutAny() => new() { _hidesAll = true };

    /// <summary>The list that is in force where the file has another.</summary>
    /// <param name="written">The file's; null: it has none.</param>
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

    /// <summary>Marks what was put with its edit, so that one that is put again, be it the same, counts anew.</summary>
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
