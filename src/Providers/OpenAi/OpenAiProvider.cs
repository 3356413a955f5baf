using MockLlm.Providers.OpenAi.Audio;
using MockLlm.Providers.OpenAi.Chat;
using MockLlm.Providers.OpenAi.Embeddings;
using MockLlm.Providers.OpenAi.Images;
using MockLlm.Providers.OpenAi.Models;
using MockLlm.Providers.OpenAi.Moderations;
using MockLlm.Providers.OpenAi.Responses;
using MockLlm.Providers.OpenAi.TextCompletions;
using MockLlm.Providers.OpenAi.Tokens;

namespace MockLlm.Providers.OpenAi;

/// <summary>OpenAI's API (OpenAI API reference, version 2020-10-01). Each family of routes has a folder, and its work is done there.</summary>
[RegisterProvider("openai", Version = "1.0.0", Description = "OpenAI chat, responses, embeddings, moderations, images, audio and models", Settings = typeof(OpenAiSettings), Concurrent = true)]
public sealed class OpenAiProvider : LlmProvider
{
    private static readonly IReadOnlyList<ModelInfo> AllModels = [.. OpenAiModels.Known, .. OpenAiOtherModels.Known];

    private readonly ResponsesEndpoint _responses = new();

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
    public override IReadOnlyList<KeyValuePair<string, string>> ConstantHeaders { get; } =
    [
        new("openai-version", "2020-10-01"),
        new("openai-organization", "mockllm"),
    ];

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
        ResponseRequest response => _responses.Validate(response),
        InputTokensRequest input => _responses.Validate(input.Response),
        _ => null,
    };

    /// <inheritdoc/>
    public override Problem? Validate(object request, Mock mock)
    {
        ArgumentNullException.ThrowIfNull(mock);
        return request switch
        {
            ChatRequest chat => ChatEndpoint.Check(chat, mock),
            ResponseRequest response => _responses.Check(response, mock),
            _ => null,
        };
    }

    /// <inheritdoc/>
    public override Conversation? Read(object body) => body switch
    {
        ChatRequest chat => chat.Conversation(),
        TextCompletionRequest completion => completion.Conversation(completion.Prompts.First),
        EmbeddingRequest embedding => OneTurn(embedding.Inputs.First, embedding.Model),
        ModerationRequest moderation => OneTurn(moderation.Inputs[0].Text ?? "", moderation.Model),
        ImageRequest image => OneTurn(image.Prompt, image.Model) with { Stream = image.Stream },
        SpeechRequest speech => OneTurn(speech.Input, speech.Model),
        Form form => new TranscriptionRequest(form).Conversation(),
        ResponseRequest response => _responses.Read(response),
        InputTokensRequest input => _responses.Read(input.Response),
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

    /// <inheritdoc/>
    public override void Forget() => _responses.Forget();

    /// <summary><c>POST /v1/audio/speech</c>.</summary>
    [Post("/v1/audio/speech")]
    internal Reply Speak(SpeechRequest request, Mock mock) => SpeechEndpoint.Answer(request, mock);

    /// <summary><c>POST /v1/audio/transcriptions</c>.</summary>
    [Post("/v1/audio/transcriptions")]
    internal Reply Transcribe(Form form, Mock mock) => TranscriptionEndpoint.Transcribe(form, mock);

    /// <summary><c>POST /v1/audio/translations</c>.</summary>
    [Post("/v1/audio/translations")]
    internal Reply Translate(Form form, Mock mock) => TranscriptionEndpoint.Translate(form, mock);

    /// <summary><c>POST /v1/chat/completions</c>.</summary>
    [Post("/v1/chat/completions")]
    internal Reply Chat(ChatRequest request, Mock mock) => ChatEndpoint.Answer(request, mock);

    /// <summary><c>GET /v1/models</c>.</summary>
    [Get("/v1/models")]
    internal Reply ListModels(Mock mock) => ModelsEndpoint.List(mock);

    /// <summary><c>GET /v1/models/{id}</c>.</summary>
    [Get("/v1/models/{id}")]
    internal object Model(Mock mock) => ModelsEndpoint.Show(mock);

    /// <summary><c>POST /v1/embeddings</c>.</summary>
    [Post("/v1/embeddings")]
    internal object Embed(EmbeddingRequest request, Mock mock) => EmbeddingEndpoint.Answer(request, mock);

    /// <summary><c>POST /v1/images/generations</c>.</summary>
    [Post("/v1/images/generations")]
    internal Reply Draw(ImageRequest request, Mock mock) => ImageEndpoint.Create(request, mock);

    /// <summary>Serves an image at the URL that it was given.</summary>
    [Get(ImageEndpoint.FilePath + "{name}", Open = true)]
    internal object GetImage(string name, Mock mock) => ImageEndpoint.Show(name, mock);

    /// <summary><c>POST /v1/moderations</c>.</summary>
    [Post("/v1/moderations")]
    internal Reply Moderate(ModerationRequest request, Mock mock) => ModerationEndpoint.Answer(request, mock);

    /// <summary><c>POST /v1/responses</c>.</summary>
    [Post("/v1/responses")]
    internal Reply Respond(ResponseRequest request, Mock mock) => _responses.Create(request, mock);

    /// <summary><c>GET /v1/responses/{id}</c>.</summary>
    [Get("/v1/responses/{id}")]
    internal object ShowResponse(string id, Mock mock) => _responses.Show(id, mock);

    /// <summary><c>DELETE /v1/responses/{id}</c>.</summary>
    [Delete("/v1/responses/{id}")]
    internal object DeleteResponse(string id) => _responses.Delete(id);

    /// <summary><c>POST /v1/responses/{id}/cancel</c>.</summary>
    [Post("/v1/responses/{id}/cancel", Unmetered = true)]
    internal object CancelResponse(string id, Mock mock) => _responses.Cancel(id, mock);

    /// <summary><c>GET /v1/responses/{id}/input_items</c>.</summary>
    [Get("/v1/responses/{id}/input_items")]
    internal object ListInputItems(string id, Mock mock) => _responses.ListInputItems(id, mock);

    /// <summary><c>POST /v1/responses/input_tokens</c>.</summary>
    [Post("/v1/responses/input_tokens", Unmetered = true)]
    internal Reply CountInputTokens(InputTokensRequest request, Mock mock) => _responses.CountInputTokens(request, mock);

    /// <summary><c>POST /v1/completions</c>.</summary>
    [Post("/v1/completions")]
    internal object Complete(TextCompletionRequest request, Mock mock) => TextCompletionEndpoint.Answer(request, mock);

    /// <summary><c>POST /tokenize</c>, as vLLM serves it.</summary>
    [Post("/tokenize", Unmetered = true)]
    internal Reply Tokenize(TokenizeRequest request, Mock mock) => TokensEndpoint.Tokenize(request, mock);

    /// <summary><c>POST /detokenize</c>, as vLLM serves it.</summary>
    [Post("/detokenize", Unmetered = true)]
    internal object Detokenize(DetokenizeRequest request, Mock mock) => TokensEndpoint.Detokenize(request, mock);

    /// <summary><c>GET /version</c>, as vLLM serves it. The version is that of MockLlm.</summary>
    [Get("/version", Open = true)]
    internal Reply ServerVersion() => Reply.Json(new { version = typeof(OpenAiProvider).Assembly.GetName().Version!.ToString(3) });

    /// <summary><c>GET /ping</c>, as vLLM serves it. It answers 200 while the server runs.</summary>
    [Get("/ping", Open = true)]
    internal Reply Ping() => Reply.Empty(200);

    /// <summary><c>POST /ping</c>, as vLLM serves it.</summary>
    [Post("/ping", Open = true, Unmetered = true)]
    internal Reply PostPing() => Reply.Empty(200);

    private static Conversation OneTurn(string text, string? model) => new([new("user", text)], model);
}
