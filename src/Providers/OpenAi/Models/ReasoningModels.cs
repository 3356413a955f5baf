namespace MockLlm.Providers.OpenAi.Models;

/// <summary>Says which models reason (guide "Reasoning models", and the models' pages).</summary>
internal static class ReasoningModels
{
    // These models reason only if the request gives an effort.
    private static readonly string[] SilentByDefault = ["gpt-5-chat", "gpt-5.1", "gpt-5.2", "gpt-5.3", "gpt-5.4"];

    private static readonly string[] Thinking = ["o1", "o3", "o4", "gpt-5", "gpt-6"];

    /// <param name="model">The name of the model as the client sent it.</param>
    /// <param name="effort">The value of <c>reasoning_effort</c>, or null if it is not given.</param>
    public static bool Thinks(string model, string? effort) => effort is null
        ? StartsWith(model, Thinking) && !StartsWith(model, SilentByDefault)
        : effort != "none";

    private static bool StartsWith(string model, string[] prefixes)
    {
        foreach (var prefix in prefixes)
        {
            if (model.StartsWith(prefix, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
