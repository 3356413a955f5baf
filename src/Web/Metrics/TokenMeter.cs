using MockLlm.Engine;

namespace MockLlm.Web.Metrics;

/// <summary>The tokens of a provider's replies.</summary>
internal sealed class TokenMeter
{
    private readonly StripedCounter _prompt = new();
    private readonly StripedCounter _completion = new();

    public long Prompt => _prompt.Value;

    public long Completion => _completion.Value;

    public void Add(Usage used)
    {
        _prompt.Add(used.PromptTokens);
        _completion.Add(used.CompletionTokens);
    }
}
