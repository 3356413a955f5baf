using System.Text.Json;

namespace MockLlm.Providers.OpenAi.TextCompletions;

/// <summary>The completion of one prompt. All its choices are equal.</summary>
/// <param name="Echo">The prompt if the answer repeats it, otherwise empty.</param>
/// <param name="PromptTokens">The tokens of the prompt.</param>
/// <param name="Completion">The completion.</param>
internal sealed record PromptCompletion(string Echo, int PromptTokens, Completion Completion)
{
    public string FinishReason => Completion.FinishReason switch
    {
        Engine.FinishReason.Length => "length",
        Engine.FinishReason.ContentFilter => "content_filter",
        _ => "stop",
    };
}

/// <summary>The answer to a text completion request, before it is encoded (OpenAI API reference, "The completion object").</summary>
/// <param name="Id"><c>cmpl-</c> and 29 letters and digits.</param>
/// <param name="Created">Unix seconds.</param>
/// <param name="Model">The name of the model as the client sent it.</param>
/// <param name="Prompts">The completion of each prompt.</param>
/// <param name="Choices">The number of choices of each prompt.</param>
/// <param name="Usage">The tokens of all prompts and all choices.</param>
internal sealed record TextCompletionAnswer(
    string Id, long Created, string Model, IReadOnlyList<PromptCompletion> Prompts, int Choices, Usage Usage)
{
    /// <summary>All choices in the order of their index. The choices of the first prompt come first.</summary>
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
