using MockLlm.Engine.Completions;

namespace MockLlm.Engine.Rules;

/// <summary>The texts that answer exact prompts. A table can lie over another one, and then has only what is different.</summary>
internal sealed class ResponseTable
{
    private readonly IReadOnlyDictionary<string, ConfiguredText?> _own;
    private readonly ResponseTable? _under;

    /// <param name="own">Prompt → text. A prompt without a text has no response, even if the table under this one has one.</param>
    /// <param name="under">The table under this one, or null.</param>
    public ResponseTable(IReadOnlyDictionary<string, ConfiguredText?> own, ResponseTable? under = null) => (_own, _under) = (own, under);

    public static ResponseTable Empty { get; } = new(new Dictionary<string, ConfiguredText?>());

    /// <summary>Every prompt with its text.</summary>
    public IEnumerable<KeyValuePair<string, ConfiguredText>> All =>
    [
        .. from entry in _own where entry.Value is not null select KeyValuePair.Create(entry.Key, entry.Value!),
        .. _under?.All.Where(entry => !_own.ContainsKey(entry.Key)) ?? [],
    ];

    public int Count => _under is null ? _own.Count : All.Count();

    /// <summary>The text for a prompt, or null if the prompt has none.</summary>
    public ConfiguredText? Find(string prompt) => _own.TryGetValue(prompt, out var text) ? text : _under?.Find(prompt);

    public bool Contains(string prompt) => Find(prompt) is not null;
}
