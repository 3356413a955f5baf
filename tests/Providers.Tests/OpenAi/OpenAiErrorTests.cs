using System.Text.Json.Nodes;
using MockLlm.Providers.OpenAi;
using MockLlm.Providers.Tests.OpenAi.Chat;

namespace MockLlm.Providers.Tests.OpenAi;

public sealed class OpenAiErrorTests
{
    private static readonly ErrorWording Wording = ChatClient.Vendor.Provider.Wording;

    [Theory]
    [InlineData(ErrorKind.InvalidRequest, 400, "invalid_request_error", null, null)]
    [InlineData(ErrorKind.Unauthorized, 401, "invalid_request_error", null, null)]
    [InlineData(ErrorKind.NotFound, 404, "invalid_request_error", null, null)]
    [InlineData(ErrorKind.TooLarge, 413, "invalid_request_error", null, null)]
    [InlineData(ErrorKind.RateLimited, 429, "requests", null, "rate_limit_exceeded")]
    [InlineData(ErrorKind.ContextLength, 400, "invalid_request_error", "messages", "context_length_exceeded")]
    [InlineData(ErrorKind.ServerError, 500, "server_error", null, null)]
    [InlineData(ErrorKind.Overloaded, 503, "server_error", null, null)]
    [InlineData(ErrorKind.Timeout, 504, "server_error", null, null)]
    public void Every_kind_of_problem_has_the_vendors_status_type_and_code(string kind, int status, string type, string? param, string? code)
    {
        var answer = ChatClient.Vendor.Refuse(Problem.Of(kind, "why"));

        Assert.Equal(status, answer.Status);
        AssertError(answer, type, "why", param, code);
    }

    [Theory]
    [InlineData("sk-test-1234567890", "Incorrect API key provided: sk-test-******7890. You can find your API key at https://platform.openai.com/account/api-keys.")]
    [InlineData("sk-test-12345", "Incorrect API key provided: sk-test-*2345. You can find your API key at https://platform.openai.com/account/api-keys.")]
    [InlineData("undefined", "Incorrect API key provided: undefined. You can find your API key at https://platform.openai.com/account/api-keys.")]
    public void A_wrong_key_is_shown_masked(string key, string message)
    {
        var answer = ChatClient.Vendor.Refuse(Wording.Key(key));

        Assert.Equal(401, answer.Status);
        AssertError(answer, "invalid_request_error", message, param: null, "invalid_api_key");
    }

    [Fact]
    public void A_missing_key_is_asked_for()
    {
        var answer = ChatClient.Vendor.Refuse(Wording.Key(null));

        Assert.Equal(401, answer.Status);
        Assert.StartsWith("You didn't provide an API key.", (string?)answer.Json!["error"]!["message"], StringComparison.Ordinal);
    }

    [Fact]
    public void Unknown_models_paths_and_methods_are_named()
    {
        var head = Vendor.Head("PUT", "/v1/nothing");

        AssertError(ChatClient.Vendor.Refuse(Wording.Model("m")), "invalid_request_error", "The model `m` does not exist or you do not have access to it.", null, "model_not_found");
        AssertError(ChatClient.Vendor.Refuse(Wording.Path(head)), "invalid_request_error", "Invalid URL (PUT /v1/nothing)", null, null);
        Assert.Equal(405, ChatClient.Vendor.Refuse(Wording.Method(head, "POST")).Status);
        AssertError(
            ChatClient.Vendor.Refuse(Wording.Method(head, "POST")), "invalid_request_error", "Not allowed to PUT on /v1/nothing. (HINT: Perhaps you meant to use POST?)", null, "method_not_supported");
    }

    [Fact]
    public void Another_content_type_is_refused()
    {
        var answer = ChatClient.Vendor.Refuse(Wording.ContentType("text/plain"));

        Assert.Equal(400, answer.Status);
        AssertError(
            answer,
            "invalid_request_error",
            "Unsupported content type: 'text/plain'. This API method only accepts 'application/json' requests, but you specified the header 'Content-Type: text/plain'. Please try again with a supported content type.",
            null,
            "unsupported_content_type");
    }

    [Fact]
    public void A_broken_provider_says_sorry()
    {
        var answer = ChatClient.Vendor.Refuse(Wording.Broken());

        Assert.Equal(500, answer.Status);
        AssertError(answer, "server_error", "The server had an error while processing your request. Sorry about that!", null, null);
    }

    [Fact]
    public void The_key_is_the_bearer_token()
    {
        Assert.Equal("sk-1", new OpenAiProvider().ApiKey(Vendor.HeadWith(("authorization", "Bearer sk-1"))));
        Assert.Null(new OpenAiProvider().ApiKey(Vendor.HeadWith()));
    }

    /// <summary>The whole body: OpenAI writes <c>param</c> and <c>code</c> as null where it has none.</summary>
    internal static void AssertError(Answer answer, string type, string message, string? param, string? code)
    {
        var expected = new JsonObject
        {
            ["error"] = new JsonObject { ["message"] = message, ["type"] = type, ["param"] = param, ["code"] = code },
        };
        Assert.Equal(expected.ToJsonString(), answer.Json!.ToJsonString());
    }
}
