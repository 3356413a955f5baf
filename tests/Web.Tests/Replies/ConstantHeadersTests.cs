using MockLlm.Engine;
using MockLlm.Web.Tests.Faults;

namespace MockLlm.Web.Tests.Replies;

/// <summary>The headers that a provider sends with every answer, on the wire.</summary>
public sealed class ConstantHeadersTests
{
    private static readonly string[] OfTheProvider =
    [
        "status", "rate_limited", "overloaded", "unauthorized", "context_length", "server_error", "truncate", "close", "stall:1ms",
        "malformed", "error_event", "refusal", "cut_length",
    ];

    private static readonly string[] OfAProxy = ["html", "empty"];

    public static TheoryData<string, string, string> Vendors => new()
    {
        { FaultedTalk.OpenAi, "openai-version", "2020-10-01" },
        { FaultedTalk.OpenAi, "openai-organization", "mockllm" },
        { FaultedTalk.Responses, "openai-version", "2020-10-01" },
        { FaultedTalk.Anthropic, "anthropic-organization-id", "00000000-0000-4000-8000-000000000000" },
    };

    [Theory]
    [MemberData(nameof(Vendors))]
    public async Task A_vendors_answers_carry_them_whatever_goes_wrong_but_a_proxys_do_not(string path, string name, string value)
    {
        await using var talk = await FaultedTalk.Start();

        foreach (var stream in new[] { false, true })
        {
            Assert.Equal(value, await Header(talk, path, stream, null, name));
            foreach (var fault in OfTheProvider)
            {
                Assert.Equal((fault, value), (fault, await Header(talk, path, stream, fault, name)));
            }

            foreach (var fault in OfAProxy)
            {
                Assert.Equal((fault, null), (fault, await Header(talk, path, stream, fault, name)));
            }
        }
    }

    [Theory]
    [InlineData(FaultedTalk.OpenAi, "x-request-id")]
    [InlineData(FaultedTalk.Anthropic, "request-id")]
    public async Task A_proxys_answer_has_no_request_id_of_the_vendor(string path, string name)
    {
        await using var talk = await FaultedTalk.Start();

        Assert.NotNull(await Header(talk, path, stream: false, "server_error", name));
        foreach (var fault in OfAProxy)
        {
            Assert.Null(await Header(talk, path, stream: false, fault, name));
        }
    }

    [Theory]
    [InlineData("/stamped/chat", "constant")]
    [InlineData("/stamped/own", "own")]
    [InlineData("/stamped/missing", "constant")]
    [InlineData("/stamped/throws", "constant")]
    public async Task A_provider_from_outside_has_its_own_and_a_reply_wins_over_them(string path, string stamp)
    {
        await using var server = await TestServer.Start("", null, typeof(StampedProvider));

        using var answer = await server.Http.GetAsync(path);

        Assert.Equal([stamp], answer.Headers.GetValues("x-stamp"));
        Assert.Equal(["always"], answer.Headers.GetValues("x-second"));
    }

    private static async Task<string?> Header(FaultedTalk talk, string path, bool stream, string? fault, string name)
    {
        using var connection = await talk.Post(path, stream, fault);
        return RawAnswer.Parse(await connection.Head()).Headers.GetValueOrDefault(name);
    }

    [RegisterProvider("stamped")]
    private sealed class StampedProvider : LlmProvider
    {
        public override IReadOnlyList<KeyValuePair<string, string>> ConstantHeaders => [new("x-stamp", "constant"), new("x-second", "always")];

        [Get("/stamped/chat")]
        public object Chat() => new { fine = true };

        [Get("/stamped/own")]
        public object Own() => Reply.Json(new { fine = true }).WithHeader("x-stamp", "own");

        [Get("/stamped/missing")]
        public object Missing() => Problem.Of(ErrorKind.NotFound, "There is nothing here.");

        [Get("/stamped/throws")]
        public object Throws() => throw new InvalidOperationException("Broken.");
    }
}
