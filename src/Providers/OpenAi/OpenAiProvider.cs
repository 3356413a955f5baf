using MockLlm.Providers.OpenAi.Audio;
using MockLlm.Providers.OpenAi.Chat;
using MockLlm.Providers.OpenAi.Embeddings;
using MockLlm.Providers.OpenAi.Images;
using MockLlm.Providers.OpenAi.Models;
using MockLlm.Providers.OpenAi.Moderations;
using MockLlm.Providers.OpenAi.Responses;
using MockLlm.Providers.OpenAi.TextCompletions;

namespace MockLlm.Providers.OpenAi;

/// <summary>OpenAI's API (OpenAI API reference, version 2020-10-01): a file for each family of routes.</summary>
[RegisterProvider("openai", Version = "1.0.0", Description = "OpenAI chat, responses, embeddings, moderations, images, audio and models", Concurrent = true)]
public sealed partial class OpenAiProvider : LlmProvider
{
    private static readonly IReadOnlyList<ModelInfo> AllModels = [.. OpenAiModels.Known, .. OpenAiOtherModels.Known];

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, bool> Capabilities { get; } = new Dictionary<string, bool>
    {
        ["streaming"] = true,
        ["function_calling"] = true,
        ["structured_outputs"] = true,
        ["reasoning"] = true,
        ["responses"] = true,
        ["embeddings"] = true,
        ["moderations"] = true,
        ["images"] = true,
        ["speech"] = true,
        ["transcriptions"] = true,
    };

    /// <inheritdoc/>
    public override IReadOnlyList<string> SupportedModels { get; } = [.. AllModels.SelectMany(model => model.Names)];

    /// <inheritdoc/>
    public override IReadOnlyList<ModelInfo> Models => AllModels;

    /// <inheritdoc/>
    public override string RequestIdHeader => "x-request-id";

    /// <inheritdoc/>
    public override ErrorWording Wording => OpenAiWording.Instance;

    /// <inheritdoc/>
    public override Problem? Validate(object request) => request switch
    {
        ChatRequest chat => chat.Broken(),
        TextCompletionRequest completion => completion.Problem,
        EmbeddingRequest embedding => embedding.Problem,
        ImageRequest image => image.Problem,
        SpeechRequest speech => speech.Problem,
        Form form => new TranscriptionRequest(form).Problem,
        ResponseRequest response => ResponseProblems.Of(response, _responses),
        InputTokensRequest input => ResponseProblems.Of(input.Response, _responses),
        _ => null,
    };

    /// <inheritdoc/>
    public override Problem? Validate(object request, Mock mock)
    {
        ArgumentNullException.ThrowIfNull(mock);
        return request switch
        {
            ChatRequest chat => ModelLimits.Broken(chat, chat.PromptTokens(mock), mock.Model(chat.Model)),
            ResponseRequest response => ResponseProblems.OfLength(response, response.PromptTokens(_responses, mock), mock.Model(response.Model)),
            _ => null,
        };
    }

    /// <inheritdoc/>
    public override Conversation? Read(object body) => body switch
    {
        ChatRequest chat => chat.Conversation(),
        TextCompletionRequest completion => completion.Conversation(completion.Prompts.First),
        EmbeddingRequest embedding => Said(embedding.Inputs.First, embedding.Model),
        ModerationRequest moderation => Said(moderation.Inputs[0].Text ?? "", moderation.Model),
        ImageRequest image => Said(image.Prompt, image.Model),
        SpeechRequest speech => Said(speech.Input, speech.Model),
        Form form => new TranscriptionRequest(form).Conversation(),
        ResponseRequest response => response.Conversation(_responses),
        InputTokensRequest input => input.Response.Conversation(_responses),
        _ => null,
    };

    /// <inheritdoc/>
    public override Reply Error(Problem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return OpenAiError.Reply(problem);
    }

    /// <inheritdoc/>
    public override IEnumerable<KeyValuePair<string, string>> LimitHeaders(LimitState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return OpenAiLimits.Headers(state);
    }

    /// <summary><c>POST /v1/chat/completions</c>.</summary>
    [Post("/v1/chat/completions")]
    internal Reply Chat(ChatRequest request, Mock mock)
    {
        var promptTokens = request.PromptTokens(mock);
        var completion = mock.Respond(request.Conversation(promptTokens));
        var answer = new ChatAnswer(
            "chatcmpl-" + mock.Ids.Alphanumeric(29),
            mock.Now.ToUnixTimeSeconds(),
            request.Model,
            request.Choices,
            completion,
            completion.Usage(promptTokens, request.Choices))
        {
            Tools = request.Tools,
            Logprobs = request.Logprobs is { } alternatives ? new(alternatives) : null,
            CallIds = ChatAnswer.NewCallIds(completion, request.Choices, mock.Ids),
        };
        var reply = request.Stream
            ? Reply.Stream(Sse.ContentType, mock.Pace(new ChatStream(answer, request.IncludeUsage).Frames(mock), ahead: true))
            : Reply.Json(answer, ChatAnswer.WriteBody);
        return reply.WithHeaders(OpenAiHeaders.Constant);
    }

    /// <summary><c>GET /v1/models</c>.</summary>
    [Get("/v1/models")]
    internal Reply ListModels(Mock mock) => Reply.Json(mock.Models, OpenAiModel.WriteList).WithHeaders(OpenAiHeaders.Constant);

    /// <summary><c>GET /v1/models/{id}</c>.</summary>
    [Get("/v1/models/{id}")]
    internal object Model(Mock mock)
    {
        var id = mock.Request.Route("id") ?? "";
        return mock.Model(id) is { } known
            ? Reply.Json(known, OpenAiModel.Write).WithHeaders(OpenAiHeaders.Constant)
            : Wording.Model(id) with { Param = "model" };
    }

    private static Conversation Said(string text, string? model) => new([new("user", text)], model);
}
