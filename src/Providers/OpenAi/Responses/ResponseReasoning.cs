using MockLlm.Providers.OpenAi.Models;

namespace MockLlm.Providers.OpenAi.Responses;

/// <summary>The settings of reasoning in a request.</summary>
/// <param name="Effort">The reasoning effort, or null for the model's default.</param>
/// <param name="Summary">The kind of summary, or null if the reasoning is not shown.</param>
/// <param name="Encrypted">Whether the encrypted reasoning is sent, for clients that keep the conversation themselves.</param>
internal sealed record ResponseReasoning(string? Effort, string? Summary, bool Encrypted)
{
    private static readonly string[] Efforts = ["none", "minimal", "low", "medium", "high", "xhigh", "max"];
    private static readonly string[] Summaries = ["concise", "detailed", "auto"];

    /// <summary>Whether the model reasons before it answers.</summary>
    /// <param name="model">The name of the model as the client sent it.</param>
    public bool IsOn(string model) => (Effort is null && Summary is not null) || ReasoningModels.Thinks(model, Effort);

    public static ResponseReasoning Read(JsonFields fields)
    {
        var included = fields.Items("include", "strings")?.Texts() ?? [];
        var reasoning = fields.Section("reasoning");
        var older = reasoning?.OneOf("generate_summary", Summaries);
        return new(
            reasoning?.OneOf("effort", Efforts), reasoning?.OneOf("summary", Summaries) ?? older, included.Contains("reasoning.encrypted_content"));
    }

    /// <summary>Returns the effort that an answer shows.</summary>
    /// <param name="model">The name of the model as the client sent it.</param>
    public string? EffortOf(string model) => Effort ?? (ReasoningModels.Thinks(model, null) ? "medium" : null);
}
