using System.Text.Json.Nodes;
using MockLlm.Providers.Anthropic;
using MockLlm.Providers.Tests.Anthropic.Messages;

namespace MockLlm.Providers.Tests.Anthropic;

public sealed class AnthropicErrorTests
{
    private static readonly ErrorWording Wording = MessagesClient.Vendor.Provider.Wording;
    private static readonly AnthropicProvider Provider = new();

    [Theory]
    [InlineData(ErrorKind.InvalidRequest, 400, "invalid_request_error")]
    [InlineData(ErrorKind.Unauthorized, 401, "authentication_error")]
    [InlineData(ErrorKind.NotFound, 404, "not_found_error")]
    [InlineData(ErrorKind.TooLarge, 413, "request_too_large")]
    [InlineData(ErrorKind.RateLimited, 429, "rate_limit_error")]
    [InlineData(ErrorKind.ContextLength, 400, "invalid_request_error")]
    [InlineData(ErrorKind.ServerError, 500, "api_error")]
    [InlineData(ErrorKind.Overloaded, 529, "overloaded_error")]
    [InlineData(ErrorKind.Timeout, 504, "timeout_error")]
    public void Every_kind_of_problem_has_the_vendors_status_and_type(string kind, int status, string type)
    {
        var answer = MessagesClient.Vendor.Refuse(Problem.Of(kind, "why"));

        Assert.Equal(status, answer.Status);
        AssertError(answer, type, "why");
    }

    [Fact]
    public void Only_whole_seconds_tell_how_long_to_wait() => Assert.Equal(
        [new("retry-after", "2")], Provider.RetryHeaders(TimeSpan.FromSeconds(1.2)));

    [Fact]
    public void What_the_edge_refuses_is_said_in_the_vendors_words()
    {
        var head = Vendor.Head("PUT", "/v1/nothing");

        AssertRefusal(401, "authentication_error", "x-api-key header is required", Wording.Key(null));
        AssertRefusal(401, "authentication_error", "invalid x-api-key", Wording.Key("sk-1"));
        AssertRefusal(404, "not_found_error", "model: claude-0", Wording.Model("claude-0"));
        AssertRefusal(404, "not_found_error", "Not Found", Wording.Path(head));
        AssertRefusal(405, "invalid_request_error", "Method Not Allowed", Wording.Method(head, "POST"));
        AssertRefusal(408, "timeout_error", "Request timed out", Wording.SlowBody());
        AssertRefusal(413, "request_too_large", "Request exceeds the maximum size", Wording.TooLarge(1));
        AssertRefusal(400, "invalid_request_error", "content-type: must be application/json", Wording.ContentType("text/plain"));
        AssertRefusal(500, "api_error", "Internal server error", Wording.Broken());
    }

    [Fact]
    public void The_version_header_is_required()
    {
        Assert.Equal("anthropic-version: header is required", Provider.ValidateHead(Vendor.HeadWith())!.Message);
        Assert.Equal(400, Provider.ValidateHead(Vendor.HeadWith(("anthropic-version", "")))!.Status);
        Assert.Null(Provider.ValidateHead(Vendor.HeadWith(("anthropic-version", "2023-06-01"))));
    }

    [Fact]
    public void The_key_is_the_api_key_header_or_the_bearer_token()
    {
        Assert.Equal("sk-1", Provider.ApiKey(Vendor.HeadWith(("x-api-key", "sk-1"), ("authorization", "Bearer sk-2"))));
        Assert.Equal("sk-2", Provider.ApiKey(Vendor.HeadWith(("authorization", "Bearer sk-2"))));
        Assert.Null(Provider.ApiKey(Vendor.HeadWith()));
    }

    internal static void AssertError(Answer answer, string type, string message)
    {
        var expected = new JsonObject
        {
            ["type"] = "error",
            ["error"] = new JsonObject { ["type"] = type, ["message"] = message },
            ["request_id"] = "req_1",
        };
        Assert.Equal(expected.ToJsonString(), answer.Json!.ToJsonString());
    }

    private static void AssertRefusal(int status, string type, string message, Problem problem)
    {
        var answer = MessagesClient.Vendor.Refuse(problem);
        Assert.Equal(status, answer.Status);
        AssertError(answer, type, message);
    }
}
