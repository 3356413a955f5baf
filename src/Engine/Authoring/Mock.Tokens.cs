using MockLlm.Engine.Tokens;

namespace MockLlm.Engine;

// What texts count in tokens.
public sealed partial class Mock
{
    /// <summary>How many tokens a text has.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="model">The model's name as sent: it decides which vocabulary counts.</param>
    public int CountTokens(string text, string? model = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        return _tokenizers.Count(text, ModelEncoding.Of(model));
    }

    /// <summary>The text that a model's tokens stand for; null: one of them is not in its vocabulary.</summary>
    internal string? Decode(IReadOnlyList<int> tokens, string? model) => _tokenizers.Decode(tokens, ModelEncoding.Of(model));

    /// <summary>The tokens of a prompt and a completion.</summary>
    /// <param name="prompt">What was sent.</param>
    /// <param name="completion">What is answered.</param>
    /// <param name="model">The model's name as sent.</param>
    public Usage Usage(string prompt, string completion, string? model = null) =>
        new(CountTokens(prompt, model), CountTokens(completion, model));
}
