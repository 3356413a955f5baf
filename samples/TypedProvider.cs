using System;
using MockLlm.Engine;

namespace MockLlm.Samples;

/// <summary>Typed request and response: the records are the JSON, in snake_case both ways.</summary>
[RegisterProvider("typed", Description = "Typed request and response models", Models = ["mycompany-small"], Concurrent = true)]
public sealed class TypedProvider : LlmProvider
{
    public sealed record MyRequest(string Prompt, string Model = "mycompany-small", double Temperature = 1.0, int MaxTokens = 100);

    public sealed record MyResponse(string Id, string Response, int TokensUsed);

    public override Problem? Validate(object request) => request switch
    {
        MyRequest { Temperature: < 0 or > 2 } => "'temperature' must be between 0 and 2.",
        MyRequest { MaxTokens: < 1 } => "'max_tokens' must be at least 1.",
        _ => null,
    };

    [Post("/v1/typed/chat")]
    public MyResponse Chat(MyRequest request, Mock mock)
    {
        var completion = mock.Respond(request.Prompt, request.Model, new CompletionLimits(request.MaxTokens));
        var words = completion.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return new(mock.Ids.Uuid()[..8], completion.Text, words.Length);
    }
}
