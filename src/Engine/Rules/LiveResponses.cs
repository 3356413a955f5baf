using System.Collections.Immutable;
using MockLlm.Engine.Completions;
using MockLlm.Engine.Yaml;

namespace MockLlm.Engine.Rules;

/// <summary>The changes that were made to the responses while the server runs. It is immutable.</summary>
internal sealed record LiveResponses
{
    private ImmutableDictionary<string, ConfiguredText?> _changed = ImmutableDictionary.Create<string, ConfiguredText?>(StringComparer.Ordinal);
    private bool _hidesAll;

    private LiveResponses()
    {
    }

    /// <summary>No changes.</summary>
    public static LiveResponses None { get; } = new();

    /// <summary>About the bytes that the changes take.</summary>
    public long Size { get; private init; }

    /// <summary>Sets the text for a prompt.</summary>
    public LiveResponses With(string prompt, string text) => Changed(prompt, new(text));

    /// <summary>Removes the text for a prompt.</summary>
    /// <param name="prompt">The prompt.</param>
    /// <param name="isInFile">Whether the file has a text for it. It must then be hidden.</param>
    public LiveResponses Without(string prompt, bool isInFile) => isInFile
        ? Changed(prompt, text: null)
        : this with { _changed = _changed.Remove(prompt), Size = Size - SizeOf(prompt) };

    /// <summary>Removes all texts, and hides those that the file has or gets later.</summary>
    public LiveResponses WithoutAny() => new() { _hidesAll = true };

    /// <summary>Applies the changes to a table.</summary>
    public ResponseTable Over(ResponseTable under) => this == None ? under : new(_changed, _hidesAll ? null : under);

    /// <summary>Puts the texts before a table, which keeps all of its own.</summary>
    public ResponseTable Before(ResponseTable next) => _changed.IsEmpty ? next : new(_changed, next);

    private LiveResponses Changed(string prompt, ConfiguredText? text) => this with
    {
        _changed = _changed.SetItem(prompt, text),
        Size = Size - SizeOf(prompt) + YamlSize.Of(prompt) + YamlSize.Of(text?.Text ?? ""),
    };

    private long SizeOf(string prompt) => _changed.TryGetValue(prompt, out var text) ? YamlSize.Of(prompt) + YamlSize.Of(text?.Text ?? "") : 0;
}
