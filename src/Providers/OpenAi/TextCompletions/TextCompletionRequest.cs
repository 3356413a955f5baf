using System.Text.Json;
using MockLlm.Providers.OpenAi.Inputs;
using MockLlm.Providers.OpenAi.StreamOptions;

namespace MockLlm.Providers.OpenAi.TextCompletions;

/// <summary>The body of <c>POST /v1/completions</c> (OpenAI API reference, "Create completion", legacy).</summary>
/// <param name="Model">The name of the model as the client sent it.</param>
/// <param name="Prompts">The texts to continue.</param>
/// <param name="Limits">What may end a completion. The default limit is 16 tokens. Null means that the request asks for the prompt only.</param>
/// <param name="Choices">The number of completions of each prompt.</param>
/// <param name="Echo">Whether the answer repeats the prompt before its completion.</param>
/// <param name="Stream">Whether the answer is streamed.</param>
/// <param name="Usage">Which chunks of a stream have the usage.</param>
internal sealed record TextCompletionRequest(
    string Model,
    TextInputs Prompts,
    CompletionLimits? Limits,
    int Choices,
    bool Echo,
    bool Stream,
    UsageOptions Usage) : IBody<TextCompletionRequest>
{
    private const int UsualTokens = 16;
    private const int MaxStops = 4;
    private const int MostChoices = 128;
    private const int MostBestOf = 20;
    private const string EndOfText = "<|endoftext|>";

    /// <summary>The reason why the request is refused, or null if it is valid.</summary>
    public Problem? Problem { get; private init; }

    public Conversation Conversation(string prompt, int? promptTokens = null) => new([new("user", prompt)], Model)
    {
        Limits = Limits ?? CompletionLimits.None,
        Choices = Choices,
        PromptTokens = promptTokens,
        Stream = Stream,
    };

    public static TextCompletionRequest Read(JsonFields fields)
    {
        var model = fields.RequiredText("model");
        var prompts = ReadPrompts(fields);
        var most = (int)(fields.Whole("max_tokens", 0, int.MaxValue) ?? UsualTokens);
        var stops = ReadStops(fields);
        var limits = LengthFields.Read(fields, new(Math.Max(most, 1), stops));
        var choices = (int)(fields.Whole("n", 1, MostChoices) ?? 1);
        var stream = fields.Flag("stream") ?? false;
        var usage = UsageOptions.Read(fields);
        var bestOf = fields.Whole("best_of", 1, MostBestOf) ?? choices;
        var request = new TextCompletionRequest(
            model,
            prompts,
            most == 0 ? null : limits,
            choices,
            fields.Flag("echo") ?? false,
            stream,
            usage ?? UsageOptions.None)
        {
            Problem = Refused(stream, hasOptions: usage is not null, bestOf, choices) ?? LengthFields.Broken(limits, "max_tokens"),
        };
        CheckTheRest(fields);
        return request;
    }

    private static TextInputs ReadPrompts(JsonFields fields)
    {
        if (fields.Any("prompt") is not { } prompt)
        {
            return new([new(EndOfText, null)], IsValid: true);
        }

        var prompts = TextInputs.Read(prompt);
        if (!prompts.IsValid)
        {
            fields.Note(
                BodyFlaw.WrongType, "prompt", "one of a string, array of strings, array of integers or array of integer arrays", JsonTypeNames.TypeOf(prompt));
        }

        return prompts;
    }

    private static IReadOnlyList<string> ReadStops(JsonFields fields)
    {
        if (fields.Any("stop") is not { } stop)
        {
            return [];
        }

        if (stop.ValueKind == JsonValueKind.String)
        {
            return [stop.GetString()!];
        }

        var items = fields.Items("stop", "strings");
        if (items?.Count > MaxStops)
        {
            fields.Note(BodyFlaw.TooLong, "stop", $"{MaxStops}", $"{items.Value.Count}");
        }

        return items?.Texts() ?? [];
    }

    private static Problem? Refused(bool stream, bool hasOptions, long bestOf, int choices) => (stream, bestOf - choices) switch
    {
        (false, _) when hasOptions => OpenAiWording.UsageWithoutStream,
        (_, < 0) => TextCompletionWording.BestOf,
        (true, > 0) => TextCompletionWording.StreamedBestOf,
        _ => null,
    };

    private static void CheckTheRest(JsonFields fields)
    {
        fields.Number("temperature", 0, 2);
        fields.Number("top_p", 0, 1);
        fields.Number("presence_penalty", -2, 2);
        fields.Number("frequency_penalty", -2, 2);
        fields.Whole("logprobs", 0, 5);
        fields.Section("logit_bias");
        fields.Whole("seed");
        fields.Text("suffix");
        fields.Text("user");
    }
}
