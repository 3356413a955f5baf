using System.Text.Json;

namespace MockLlm.Providers.OpenAi.TextCompletions;

/// <summary>One prompt's completion, said once for each of its equal choices.</summary>
/// <param name="Echo">The prompt where it is to stand before the text; else empty.</param>
/// <param name="Completion">What comes after it.</param>
internal sealed record PromptCompletion(string Echo, Completion Completion)
{
    public string FinishReason => Completion.FinishReason switch
    {
        Engine.FinishReason.Length => "length",
        Engine.FinishReason.ContentFilter => "content_filter",
        _ => "stop",
    };
}

/// <summary>What a completion request is answered, before it is encoded (OpenAI API reference, "The completion object").</summary>
/// <param name="Id"><c>cmpl-</c> and 29 letters and digits.</param>
/// <param name="Created">Unix seconds.</param>
/// <param name="Model">The model's name as sent.</param>
/// <param name="Prompts">The completion of each prompt.</param>
/// <param name="Choices">How many choices each prompt has.</param>
/// <param name="Usage">Tokens of all prompts and of all choices.</param>
internal sealed record TextCompletionAnswer(
    string Id, long Created, string Model, IReadOnlyList<PromptCompletion> Prompts, int Choices, Usage Usage)
{
    /// <summary>All choices in the order of their index: those of the first prompt, then those of the next.</summary>
    public IReadOnlyList<PromptCompletion> AllChoices { get; } =
        [.. Prompts.SelectMany(prompt => Enumerable.Repeat(prompt, Choices))];

    public static void WriteBody(Utf8JsonWriter json, TextCompletionAnswer answer)
    {
        json.WriteStartObject();
        answer.WriteHead(json);
        json.WriteStartArray("choices"u8);
        foreach (var (index, choice) in answer.AllChoices.Index())
        {
            WriteChoice(json, index, choice.Echo + choice.Completion.Text, choice.FinishReason);
        }

        json.WriteEndArray();
        answer.WriteUsage(json);
        json.WriteEndObject();
    }

    public void WriteHead(Utf8JsonWriter json)
    {
        json.WriteString("id"u8, Id);
        json.WriteString("object"u8, "text_completion"u8);
        json.WriteNumber("created"u8, Created);
        json.WriteString("model"u8, Model);
    }

    public static void WriteChoice(Utf8JsonWriter json, int index, string text, string? finishReason)
    {
        json.WriteStartObject();
        json.WriteString("text"u8, text);
        json.WriteNumber("index"u8, index);
        json.WriteNull("logprobs"u8);
        json.WriteString("finish_reason"u8, finishReason);
        json.WriteEndObject();
    }

    public void WriteUsage(Utf8JsonWriter json)
    {
        json.WriteStartObject("usage"u8);
        json.WriteNumber("prompt_tokens"u8, Usage.PromptTokens);
        json.WriteNumber("completion_tokens"u8, Usage.CompletionTokens);
        json.WriteNumber("total_tokens"u8, Usage.TotalTokens);
        json.WriteEndObject();
    }
}
