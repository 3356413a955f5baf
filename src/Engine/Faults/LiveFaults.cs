using System.Collections.Immutable;
using MockLlm.Engine.Precedence;
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

    /// <summary>About the bytes that the changes take.</summary>
    public long Size => _put.Sum(static put => YamlSize.Of(put.Name) + YamlSize.Of(put.Written)) + _hidden.Sum(static name => YamlSize.Of(name));

    /// <summary>Adds a fault after the other live faults. A live fault of that name keeps its place in the order, and one of the file is replaced.</summary>
    /// <param name="name">The name of the fault.</param>
    /// <param name="written">The whole fault, including its name.</param>
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

    /// <summary>The list in the order in which the faults are checked: live faults in the order they were put, then those of the file.</summary>
    /// <param name="written">The list of the file, or null if it has none.</param>
    public YamlList? Over(YamlList? written)
    {
        if (this == None)
        {
            return written;
        }

        var replaced = _put.Select(put => put.Name).ToHashSet(StringComparer.Ordinal);
        var file = _hidesAll ? [] : (written?.Items ?? []).Where(fault => NameOf(fault) is not { } name || !(_hidden.Contains(name) || replaced.Contains(name)));
        return new(default, [.. _put.Select(put => put.Written), .. file]);
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
            ? fault with { Layer = ConfigLayer.LiveTopLevel, Written = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{edit} {fault.Written}") }
            : fault)]);
    }

    private static string? NameOf(YamlNode fault) =>
        (fault as YamlMap)?.Entries.FirstOrDefault(entry => entry.Key.Text == "name")?.Value is YamlScalar { IsNull: false } name ? name.Text : null;
}
