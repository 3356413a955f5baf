namespace MockLlm.Web.Tests.OpenAiSpecification;

/// <summary>Every place where MockLlm does not follow the specification, with the reason. "The SDK" is <c>openai</c> 7.55 for Node.</summary>
internal static class KnownErrors
{
    private const string Chat = "POST /chat/completions";
    private const string Text = "POST /completions";
    private const string Respond = "POST /responses";
    private const string ShowResponse = "GET /responses/{response_id}";
    private const string DeleteResponse = "DELETE /responses/{response_id}";
    private const string CancelResponse = "POST /responses/{response_id}/cancel";
    private const string Draw = "POST /images/generations";
    private const string Moderate = "POST /moderations";

    private const string Null = """{"nullable": true}""";
    private const string AnyError = """{"schema": {"$ref": "#/components/schemas/ErrorResponse"}}""";
    private const string OlderCategories =
        """{"required": ["hate", "hate/threatening", "harassment", "harassment/threatening", "self-harm", "self-harm/intent", "self-harm/instructions", "sexual", "sexual/minors", "violence", "violence/graphic"]}""";

    public static IReadOnlyList<SpecificationError> All { get; } =
    [
        new(
            "components schemas ChatCompletionMessageToolCallChunk properties",
            """{"type": {"type": "string", "enum": ["function", "custom"]}, "custom": {"type": "object", "properties": {"name": {"type": "string"}, "input": {"type": "string"}}}}""",
            "chat, a custom tool call, streamed",
            "The SDK's type of a chunk has calls of custom tools.",
            Chat),
        new(
            "components schemas CustomToolCall properties",
            """{"status": {"type": "string", "enum": ["in_progress", "completed", "incomplete"]}}""",
            "response, a custom tool call",
            "CustomToolCallResource, the specification's own form of a returned call, has a status.",
            Respond),
        new(
            "paths /completions post responses 200 content",
            """{"text/event-stream": {"schema": {"$ref": "#/components/schemas/CreateCompletionResponse"}}}""",
            "completion, streamed",
            "The specification describes the stream in words only: its chunks have the form of the answer.",
            Text),
        new(
            "components schemas CreateCompletionResponse properties choices items properties finish_reason",
            Null,
            "completion, streamed",
            "Every chunk except the last of a choice has a null, as the specification's own example of a stream shows.",
            Text),
        new(
            "components schemas CreateCompletionResponse properties usage",
            Null,
            "completion, prompts, choices and echo, streamed",
            "With include_usage, every other chunk has a null, as the description of stream_options says.",
            Text),
        new(
            "components schemas Embedding properties embedding",
            """{"type": null, "items": null, "oneOf": [{"type": "string"}, {"type": "array", "items": {"type": "number"}}]}""",
            "embedding as base64",
            "The request's encoding_format can be base64, and the SDK decodes it.",
            "POST /embeddings"),
        new(
            "components schemas CreateModerationResponse properties results items",
            """{"required": ["flagged", "categories", "category_scores"]}""",
            "moderation by an older model",
            "The specification's own example of text-moderation-007 has no input types.",
            Moderate),
        new(
            "components schemas CreateModerationResponse properties results items properties categories",
            OlderCategories,
            "moderation by an older model",
            "The specification's own example of text-moderation-007 does not have the new categories.",
            Moderate),
        new(
            "components schemas CreateModerationResponse properties results items properties category_scores",
            OlderCategories,
            "moderation by an older model",
            "The specification's own example of text-moderation-007 does not have the new categories.",
            Moderate),
        new(
            "components schemas ImagesResponse properties size",
            """{"enum": null}""",
            "image of gpt-image-2, any size",
            "The request's size can be any, as its description says, and the SDK's type of the answer is any text.",
            Draw),
        new(
            "components schemas ImagesResponse properties quality",
            """{"enum": ["low", "medium", "high", "xhigh", "max"]}""",
            "image of gpt-image-2, extra quality",
            "The SDK is newer and has these qualities.",
            Draw),
        new(
            "components schemas CreateTranscriptionResponseVerboseJson properties",
            """{"task": {"type": "string", "enum": ["transcribe"]}}""",
            "transcription by whisper, verbose",
            "The specification's own examples have the field.",
            "POST /audio/transcriptions"),
        new(
            "components schemas CreateTranslationResponseVerboseJson properties",
            """{"task": {"type": "string", "enum": ["translate"]}}""",
            "translation, verbose",
            "Inferred: the verbose answer of a transcription has the field.",
            "POST /audio/translations"),
        new(
            "components schemas ModelResponseProperties properties user",
            Null,
            "response",
            "The specification's own examples have a null.",
            Respond,
            ShowResponse,
            CancelResponse),
        new(
            "components schemas Response allOf 2 properties usage",
            Null,
            "response, streamed",
            "The specification's own example of a stream has a null until the end.",
            Respond),
        new(
            "components schemas Response allOf 2 properties",
            """{"store": {"type": "boolean"}}""",
            "response",
            "The specification's own examples have the field.",
            Respond,
            ShowResponse,
            CancelResponse),
        new(
            "components schemas Response allOf 2 properties",
            """{"frequency_penalty": {"type": "number"}, "presence_penalty": {"type": "number"}, "billing": {"type": "object", "properties": {"payer": {"type": "string"}}, "required": ["payer"]}}""",
            "response",
            "Answers of the live API that users have published have these fields.",
            Respond,
            ShowResponse,
            CancelResponse),
        new(
            "components schemas ResponseErrorEvent",
            """{"required": ["type", "sequence_number", "error"], "properties": {"type": {"type": "string", "enum": ["error"]}, "sequence_number": {"type": "integer"}, "error": {"$ref": "#/components/schemas/Error"}}}""",
            "response, an error, streamed",
            "The live API puts the error into a member of its own (openai-dotnet#849).",
            Respond),
        new(
            "paths /responses/{response_id} delete responses 200",
            """{"content": {"application/json": {"schema": {"type": "object", "required": ["id", "object", "deleted"], "properties": {"id": {"type": "string"}, "object": {"type": "string", "enum": ["response"]}, "deleted": {"type": "boolean"}}}}}}""",
            "stored response, deleted",
            "The specification has no schema, only an example.",
            DeleteResponse),
        new(
            "paths /responses/{response_id} delete responses 404 content application/json",
            AnyError,
            "stored response, unknown and deleted",
            "The SDK reads every error from the member error.",
            DeleteResponse),
        new(
            "paths /responses/{response_id}/cancel post responses 404 content application/json",
            AnyError,
            "response, unknown and cancelled",
            "The SDK reads every error from the member error.",
            CancelResponse),
        new(
            "components schemas ResponseItemList properties first_id",
            Null,
            "input items, no more",
            "Inferred: an empty page has no first item.",
            "GET /responses/{response_id}/input_items"),
        new(
            "components schemas ResponseItemList properties last_id",
            Null,
            "input items, no more",
            "Inferred: an empty page has no last item.",
            "GET /responses/{response_id}/input_items"),
    ];
}
