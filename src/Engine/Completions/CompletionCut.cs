using MockLlm.Engine.Tokens;

namespace MockLlm.Engine.Completions;

internal static class CompletionCut
{
    public static Completion Apply(string text, TextTokens tokens, CompletionLimits limits) => throw new NotImplementedException();
}
