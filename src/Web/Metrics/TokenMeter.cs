using MockLlm.Engine;

namespace MockLlm.Web.Metrics;

/// <summary>The tokens of a provider's replies.</summary>
internal sealed class TokenMeter
{
    private long _prompt;
    private long _completion;

    public long Prompt => Volatile.Read(ref _prompt);

    public long Completion => Volatile.Read(ref _completion);

    public void Add(Usage used)
    {
        Interlocked.Add(ref _prompt, used.PromptTokens);
        Interlocked.Add(ref _completion, used.CompletionTokens);
    }
}
