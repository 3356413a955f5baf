namespace MockLlm.Providers.OpenAi.Responses;

/// <summary>The words of the live API for responses that it refuses or cannot find.</summary>
internal static class ResponseProblems
{
    private const string NeedsInput = "One of \"input\" or \"previous_response_id\" or 'prompt' or 'conversation_id' must be provided.";

    /// <summary>Returns why a request is refused, or null if it is valid.</summary>
    public static Problem? Of(ResponseRequest request, ResponseStore store)
    {
        if (!request.Input.IsGiven && request.PreviousId is null && !request.HasOtherInput)
        {
            return Bad("input", "missing_required_parameter", NeedsInput);
        }

        if (request is { HasStreamOptions: true, Stream: false })
        {
            return OpenAiWording.UsageWithoutStream;
        }

        if (request.Tools.Problem is { } broken)
        {
            return broken;
        }

        if (request.Tools.Missing is { } tool)
        {
            return Bad("tool_choice", null, $"Tool choice '{tool}' not found in 'tools' parameter.");
        }

        var history = request.History(store);
        return ItemRules.Broken(request.Input.Items)
            ?? history.Problem
            ?? ItemRules.Repeated(history.Items)
            ?? OfCalls(history) ?? request.Format?.Broken(history.Messages);
    }

    /// <summary>Returns why a prompt does not fit the context window of its model, or null if it fits.</summary>
    public static Problem? OfLength(ResponseRequest request, int promptTokens, ModelInfo? model) =>
        !request.Truncates && model?.ContextWindow is { } window && promptTokens > window
            ? Problem.Of(ErrorKind.ContextLength, "Your input exceeds the context window of this model. Please adjust your input and try again.") with { Param = "input" }
            : null;

    public static Problem PreviousNotFound(string id) =>
        Bad("previous_response_id", "previous_response_not_found", $"Previous response with id '{id}' not found.");

    /// <summary>Refuses an item that is not kept.</summary>
    /// <param name="id">The id of the item.</param>
    /// <param name="isStored">Whether the request itself is kept. If it is not, the live API adds why the item may be missing.</param>
    public static Problem ItemNotFound(string id, bool isStored) => Problem.Of(
        ErrorKind.NotFound,
        $"Item with id '{id}' not found."
        + (isStored ? "" : " Items are not persisted when `store` is set to false. Try again with `store` set to true, or remove this item from your input.")) with
    {
        Param = "input",
    };

    public static Problem NotFound(string id) => Problem.Of(ErrorKind.NotFound, $"Response with id '{id}' not found.");

    public static Problem Synchronous { get; } = Problem.Of(ErrorKind.InvalidRequest, "Cannot cancel a synchronous response.");

    private static Problem? OfCalls(ConversationHistory history) => history switch
    {
        _ when history.Unanswered() is { } call => Bad("input", null, $"No tool output found for function call {call}."),
        _ when history.Uncalled() is { } call => Bad("input", null, $"No tool call found for function call output with call_id {call}."),
        _ => null,
    };

    private static Problem Bad(string param, string? code, string message) =>
        Problem.Of(ErrorKind.InvalidRequest, message) with { Param = param, Code = code };
}
