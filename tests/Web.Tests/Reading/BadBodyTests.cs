using System.Text;

namespace MockLlm.Web.Tests.Reading;

/// <summary>Bodies that are wrong: the vendor's 400 in the vendor's shape, and the next request on that connection is served.</summary>
public sealed class BadBodyTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private const string Chat = "/v1/chat/completions";
    private const string Messages = "/v1/messages";
    private const string CountTokens = "/v1/messages/count_tokens";

    // What is no JSON object is wrong for every route.
    private static readonly string[] NotAnObject =
    [
        "", " ", "{", "}", "nonsense", "[]", "7", "null", "true", "\"text\"", "[{}]", "{\"model\":\"x\",}", "{}{}", "\uFEFF{}", "{\"a\":1e}", "{'a':1}",
        "{\"a\":\"\\ud83d\"}", "{\"a\":\"\\x\"}", "{\"a\":\"\n\"}", "NaN", "\0",
    ];

    // Messages that are wrong wherever there are messages.
    private static readonly string[] BadMessages =
    [
        "[]", "{}", "7", "\"hi\"", "null", "[7]", "[null]", "[[]]", "[{}]", "[{\"content\":\"hi\"}]", "[{\"role\":\"user\"}]", "[{\"role\":\"wizard\",\"content\":\"hi\"}]",
        "[{\"role\":7,\"content\":\"hi\"}]", "[{\"role\":\"user\",\"content\":7}]", "[{\"role\":\"user\",\"content\":{}}]", "[{\"role\":\"user\",\"content\":[7]}]",
        "[{\"role\":\"user\",\"content\":[{}]}]", "[{\"role\":\"user\",\"content\":[{\"type\":\"smell\"}]}]", "[{\"role\":\"user\",\"content\":[{\"type\":\"text\"}]}]",
        "[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":7}]}]",
    ];

    private static readonly string[] BadChatFields =
    [
        "\"n\":0", "\"n\":-1", "\"n\":129", "\"n\":\"1\"", "\"n\":1.5", "\"n\":1e999", "\"max_tokens\":-1", "\"max_tokens\":0", "\"max_tokens\":\"9\"", "\"max_tokens\":99999999999999999999",
        "\"max_completion_tokens\":-1", "\"max_completion_tokens\":[]", "\"temperature\":3", "\"temperature\":-1", "\"temperature\":\"hot\"", "\"temperature\":1e999", "\"top_p\":2",
        "\"presence_penalty\":-3", "\"frequency_penalty\":9", "\"stream\":\"yes\"", "\"stream\":1", "\"stop\":7", "\"stop\":[7]", "\"stop\":[\"1\",\"2\",\"3\",\"4\",\"5\"]",
        "\"stream_options\":[]", "\"stream_options\":{\"include_usage\":true}", "\"stream\":true,\"stream_options\":{\"include_usage\":1}", "\"model\":7", "\"model\":null", "\"model\":[]",
        "\"logprobs\":7", "\"top_logprobs\":21", "\"logit_bias\":[]", "\"seed\":\"x\"", "\"seed\":1e999", "\"user\":7", "\"tools\":{}", "\"metadata\":7", "\"response_format\":\"json\"",
    ];

    private static readonly string[] BadMessagesFields =
    [
        "\"max_tokens\":-1", "\"max_tokens\":\"9\"", "\"max_tokens\":1.5", "\"max_tokens\":null", "\"max_tokens\":1e999", "\"temperature\":3", "\"temperature\":-0.1", "\"temperature\":\"hot\"",
        "\"top_p\":2", "\"top_k\":\"x\"", "\"stream\":\"yes\"", "\"stop_sequences\":\"x\"", "\"stop_sequences\":[7]", "\"model\":7", "\"model\":null", "\"model\":\"\"", "\"system\":7",
        "\"system\":[7]", "\"system\":[{\"type\":\"image\"}]", "\"metadata\":[]", "\"metadata\":{\"user_id\":7}", "\"thinking\":{\"type\":\"enabled\"}",
        "\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":1}", "\"tools\":7", "\"tool_choice\":\"auto\"",
    ];

    public static TheoryData<string, string> Bodies => Rows(
    [
        .. from path in new[] { Chat, Messages, CountTokens } from body in NotAnObject select (path, body),
        .. from path in new[] { Chat, Messages, CountTokens } from messages in BadMessages select (path, With(path, $"\"messages\":{messages}")),
        .. from one in BadChatFields select (Chat, With(Chat, one)),
        .. from one in BadMessagesFields select (Messages, With(Messages, one)),
        (Chat, "{}"),
        (Chat, "{\"model\":\"gpt-4o\"}"),
        (Chat, "{\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}"),
        (Messages, "{}"),
        (Messages, "{\"model\":\"claude-sonnet-4-5\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}"),
        (Messages, "{\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}"),
        (Messages, "{\"model\":\"claude-sonnet-4-5\",\"max_tokens\":9}"),
        (CountTokens, "{}"),
    ]);

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task A_bad_body_is_the_vendors_400_and_the_next_request_is_served(string path, string body) =>
        await AssertRefused(VendorRoute.Of(path), Encoding.UTF8.GetBytes(body));

    [Theory]
    [InlineData(Chat)]
    [InlineData(Messages)]
    [InlineData(CountTokens)]
    public async Task Nesting_of_10000_levels_is_the_vendors_400(string path)
    {
        var route = VendorRoute.Of(path);
        var deep = new string('[', 10_000) + new string(']', 10_000);

        await AssertRefused(route, Encoding.UTF8.GetBytes(deep));
        await AssertRefused(route, Encoding.UTF8.GetBytes(With(path, $"\"metadata\":{deep}")));
        await AssertRefused(route, Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"a\":", 10_000))));
    }

    [Theory]
    [InlineData(Chat)]
    [InlineData(Messages)]
    [InlineData(CountTokens)]
    public async Task Bad_UTF8_is_the_vendors_400(string path)
    {
        var route = VendorRoute.Of(path);

        await AssertRefused(route, [.. "{\"model\":\""u8, 0xFF, 0xFE, .. "\"}"u8]);
        await AssertRefused(route, Encoding.Latin1.GetBytes(route.Good.Replace("hi", "h\u00ED", StringComparison.Ordinal)));
        await AssertRefused(route, Encoding.Unicode.GetBytes(route.Good));
    }

    [Theory]
    [InlineData(Chat)]
    [InlineData(Messages)]
    [InlineData(CountTokens)]
    public async Task Of_a_key_that_comes_twice_the_last_counts(string path)
    {
        var route = VendorRoute.Of(path);
        using var connection = await RawConnection.Open(shared.Server.Url);

        await AssertRefused(route, Encoding.UTF8.GetBytes(With(path, "\"model\":7")));
        await connection.Send(route.Request(Encoding.UTF8.GetBytes("{\"model\":7," + route.Good[1..])));
        Assert.Equal(200, (await connection.Read()).Status);
    }

    private async Task AssertRefused(VendorRoute route, byte[] body)
    {
        using var connection = await RawConnection.Open(shared.Server.Url);

        await connection.Send(route.Request(body));
        route.AssertError(await connection.Read(), 400);

        await route.AssertServes(connection);
    }

    // A good body with one field laid over it: of two equal keys the last counts.
    private static string With(string path, string field) => VendorRoute.Of(path).Good[..^1] + "," + field + "}";

    private static TheoryData<string, string> Rows(IEnumerable<(string Path, string Body)> rows)
    {
        var data = new TheoryData<string, string>();
        foreach (var (path, body) in rows)
        {
            data.Add(path, body);
        }

        return data;
    }
}
