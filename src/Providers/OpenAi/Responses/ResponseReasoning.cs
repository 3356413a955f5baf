using MockLlm.Providers.OpenAi.Models;

namespace MockLlm.Providers.OpenAi.Responses;

/// <summary>What is asked of the model's reasoning.</summary>
/// <param name="Effort">How hard it is to think; null: as it does by default.</param>
/// <param name="Summary">How its thoughts are to be summed up; null: they are not shown.</param>
/// <param name="Encrypted">Whether its thoughts are sent along, encrypted, for clients that keep the conversation themselves.</param>
internal sealed record ResponseReasoning(string? Effort, string? Summary, bool Encrypted)
{
    private static readonly string[] Efforts = ["none", "minimal", "low", "medium", "high", "xhigh", "max"];
    private static readonly string[] Summaries = ["auto", "concise", "detailed"];

    /// <summary>Whether the model thinks before it answers.</summary>
    /// <param name="model">The model's name as sent.</param>
    public bool IsOn(string model) => (Effort is null && Summary is not null) || ReasoningModels.Thinks(model, Effort);

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
    public string? EffortOf(string model) => Effort ?? (ReasoningModels.Thinks(model, null) ? "medium" : null);
}
