namespace MockLlm.Providers.OpenAi.Responses;

/// <summary>What is asked of the model's reasoning.</summary>
/// <param name="Effort">How hard it is to think; null: as it does by default.</param>
/// <param name="Summary">How its thoughts are to be summed up; null: they are not shown.</param>
/// <param name="Encrypted">Whether its thoughts are sent along, encrypted, for clients that keep the conversation themselves.</param>
internal sealed record ResponseReasoning(string? Effort, string? Summary, bool Encrypted)
{
    private static readonly string[] Efforts = ["none", "minimal", "low", "medium", "high", "xhigh", "max"];
    private static readonly string[] Summaries = ["auto", "concise", "detailed"];
    private static readonly string[] Thinking = ["o1", "o3", "o4", "gpt-5", "gpt-6"];
    private static readonly string[] SilentByDefault = ["gpt-5-chat", "gpt-5.1", "gpt-5.2", "gpt-5.3", "gpt-5.4"];

    /// <summary>Whether a model thinks before it answers (guide "Reasoning models", and the models' pages).</summary>
    /// <param name="model">The model's name as sent.</param>
    public bool IsOn(string model) => Effort is null ? Summary is not null || Thinks(model) : Effort != "none";

    public static ResponseReasoning Read(JsonFields fields)
    {
        var included = fields.Items("include", "strings")?.Texts() ?? [];
        var reasoning = fields.Section("reasoning");
        var older = reasoning?.OneOf("generate_summary", Summaries);
        return new(
            reasoning?.OneOf("effort", Efforts), reasoning?.OneOf("summary", Summaries) ?? older, included.Contains("reasoning.encrypted_content"));
    }

    /// <summary>The effort that an answer names.</summary>
    /// <param name="model">The model's name as sent.</param>
    public string? EffortOf(string model) => Effort ?? (Thinks(model) ? "medium" : null);

    private static bool Thinks(string model) => StartsWith(model, Thinking) && !StartsWith(model, SilentByDefault);

    private static bool StartsWith(string model, string[] prefixes) =>
        Array.Exists(prefixes, prefix => model.StartsWith(prefix, StringComparison.Ordinal));
}
