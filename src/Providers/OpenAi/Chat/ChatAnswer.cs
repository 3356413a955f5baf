using MockLlm.Providers.OpenAi.Tools;

namespace MockLlm.Providers.OpenAi.Chat;

/// <summary>
/// What a chat request is answered, before it is encoded: the plain body and the stream are both written from this.
/// </summary>
/// <param name="Id"><c>chatcmpl-</c> and 29 letters and digits.</param>
/// <param name="Created">Unix seconds.</param>
/// <param name="Model">The model's name as sent.</param>
/// <param name="Choices">How many equal choices.</param>
/// <param name="Completion">What each choice says.</param>
/// <param name="Usage">Prompt tokens, and completion tokens over all choices.</param>
internal sealed partial record ChatAnswer(string Id, long Created, string Model, int Choices, Completion Completion, Usage Usage)
{
    /// <summary>What the request says of tools; null: nothing.</summary>
    public ChatTools? Tools { get; init; }

    /// <summary>Writes the log probabilities of what is said; null: they are not asked for.</summary>
    public ChatLogprobs? Logprobs { get; init; }

    /// <summary>The ids of the calls, choice by choice.</summary>
    public IReadOnlyList<string> CallIds { get; init; } = [];

    /// <summary>The text; null where only tools are called or the model refuses.</summary>
    public string? Content => Completion.Parts switch
    {
        [] => "",
        [{ Kind: PartKind.Text } only] => only.Text,
        var parts when parts.Any(static part => part.Kind == PartKind.Text) =>
            string.Concat(parts.Where(static part => part.Kind == PartKind.Text).Select(static part => part.Text)),
        _ => CallIds.Count == 0 && Completion.Refusal is null ? "" : null,
    };

    /// <summary>Why it ends. A call that the request named ends like a text (guide "Function calling").</summary>
    public string FinishReason => Completion.FinishReason switch
    {
        Engine.FinishReason.Length => "length",
        Engine.FinishReason.ContentFilter => "content_filter",
        Engine.FinishReason.ToolCalls when Tools?.Demand.Choice.Name is null => Calls(old: true) ? "function_call" : "tool_calls",
        _ => "stop",
    };

    /// <summary><c>call_</c> and 24 letters and digits, one for every call of every choice.</summary>
    public static IReadOnlyList<string> NewCallIds(Completion completion, int choices, Ids ids) => completion.Parts is [] or [{ Kind: PartKind.Text }]
        ? []
        : [.. Enumerable.Range(0, completion.ToolCalls.Count() * choices).Select(_ => "call_" + ids.Alphanumeric(24))];

    /// <summary>Whether tools are called in the older form, or the newer one.</summary>
    public bool Calls(bool old) => CallIds.Count > 0 && (Tools?.AreFunctions ?? false) == old;

    /// <summary>The id of a choice's call.</summary>
    public string CallId(int choice, int call) => CallIds[(choice * (CallIds.Count / Choices)) + call];

    /// <summary>Whether a call is of a tool that takes free text.</summary>
    public bool IsCustom(CompletionPart call) => Tools?.IsCustom(call.Tool) ?? false;
}
