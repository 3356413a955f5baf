using System.Net;

using static MockLlm.Web.Tests.Control.ControlClient;

namespace MockLlm.Web.Tests.Control;

public sealed class RuleRoutesTests
{
    private const string File = """
        responses: {hi: from responses}
        rules:
          - {name: a, when: {prompt: hi}, reply: {text: from a}}
          - {when: {prompt: other}, reply: {text: from the second}}
          - {name: c, when: {prompt: hi}, reply: {text: from c}}
        """;

    [Fact]
    public async Task Rules_are_listed_in_their_order_as_the_file_has_them()
    {
        await using var server = await TestServer.Start(File);

        var (status, list) = await server.Ask(HttpMethod.Get, RulesPath);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(
            """[{"name":"a","when":{"prompt":"hi"},"reply":{"text":"from a"}},{"when":{"prompt":"other"},"reply":{"text":"from the second"}},{"name":"c","when":{"prompt":"hi"},"reply":{"text":"from c"}}]""",
            list.GetRawText());
    }

    [Fact]
    public async Task A_new_rule_comes_before_those_of_the_file_and_after_those_that_were_put_before()
    {
        await using var server = await TestServer.Start(File);

        var (status, put) = await server.Ask(HttpMethod.Put, $"{RulesPath}/first", """{"when": {"prompt": "hi"}, "reply": {"text": "put"}}""");
        Assert.Equal(HttpStatusCode.Created, status);
        Assert.Equal("""{"name":"first","when":{"prompt":"hi"},"reply":{"text":"put"}}""", put.GetRawText());
        Assert.Equal("put", await server.Text());
        await server.Ask(HttpMethod.Put, $"{RulesPath}/second", """{"reply": {"text": "second"}}""");

        Assert.Equal("put", await server.Text());
        Assert.Equal(["first", "second", "a", null, "c"], await Names(server));
        Assert.Equal(HttpStatusCode.NoContent, (await server.Ask(HttpMethod.Delete, $"{RulesPath}/first")).Status);
        Assert.Equal("second", await server.Text());
    }

    [Fact]
    public async Task The_query_says_where_a_rule_comes()
    {
        await using var server = await TestServer.Start(File);
        await Put(server, "x");

        Assert.Equal(HttpStatusCode.Created, await Put(server, "y?first=true"));
        Assert.Equal(HttpStatusCode.Created, await Put(server, "z?before=c"));
        Assert.Equal(["y", "x", "a", null, "z", "c"], await Names(server));
        Assert.Equal(HttpStatusCode.OK, await Put(server, "c?first=true"));
        Assert.Equal(HttpStatusCode.OK, await Put(server, "a"));

        // z came before c, which is the first now. Without its neighbour it stands with the other rules that were put.
        Assert.Equal(["z", "c", "y", "x", "a", null], await Names(server));
        Assert.Equal(HttpStatusCode.NoContent, (await server.Ask(HttpMethod.Post, ResetPath)).Status);
        Assert.Equal(["a", null, "c"], await Names(server));
    }

    [Theory]
    [InlineData("x?before=b", "before is b: no other rule has that name")]
    [InlineData("x?before=x", "before is x: no other rule has that name")]
    [InlineData("x?first=yes", "first must be true or false.")]
    [InlineData("x?first=true&before=a", "The query has both first and before: keep one of them.")]
    public async Task A_place_that_does_not_exist_is_refused(string rule, string message)
    {
        await using var server = await TestServer.Start(File);

        var (status, refusal) = await server.Ask(HttpMethod.Put, $"{RulesPath}/{rule}", """{"reply": {"text": "x"}}""");

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.StartsWith(message, refusal.Message(), StringComparison.Ordinal);
        Assert.Equal(["a", null, "c"], await Names(server));
    }

    [Fact]
    public async Task A_rule_with_mistakes_is_refused_with_all_of_them_by_name_and_pointer()
    {
        await using var server = await TestServer.Start(File);

        var (status, refusal) = await server.Ask(
            HttpMethod.Put, $"{RulesPath}/my%20rule", """{"when": {"turn": "x", "path/": 1}, "reply": {"text": "a", "echo": true}}""");

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(
            [
                """{"message":"rules.\"my rule\".when.turn is the text \"x\": it must be a whole number of user messages, for instance 1","rule":"my rule","pointer":"/when/turn"}""",
                """{"message":"rules.\"my rule\".when.\"path/\" is not a known key: did you mean path?","rule":"my rule","pointer":"/when/path~1"}""",
                """{"message":"rules.\"my rule\".reply has several of text, echo, lorem, json and generate: keep one","rule":"my rule","pointer":"/reply"}""",
            ],
            refusal.GetProperty("error").GetProperty("errors").EnumerateArray().Select(error => error.GetRawText()));
        Assert.Equal("from a", await server.Text());
    }

    [Fact]
    public async Task A_rule_that_is_put_again_starts_its_replies_again()
    {
        await using var server = await TestServer.Start();
        var texts = new List<string>();
        for (var put = 0; put < 2; put++)
        {
            await server.Ask(HttpMethod.Put, $"{RulesPath}/story", """{"replies": [{"text": "one"}, {"text": "two"}]}""");
            texts.Add(await server.Text());
            texts.Add(await server.Text());
        }

        Assert.Equal(["one", "two", "one", "two"], texts);
    }

    [Fact]
    public async Task Deleting_all_rules_leaves_the_responses_until_a_reset()
    {
        await using var server = await TestServer.Start(File);
        await Put(server, "x");

        Assert.Equal(HttpStatusCode.NoContent, (await server.Ask(HttpMethod.Delete, RulesPath)).Status);
        Assert.Equal("from responses", await server.Text());
        var (status, refusal) = await server.Ask(HttpMethod.Delete, $"{RulesPath}/a");
        Assert.Equal((HttpStatusCode.NotFound, "There is no rule a: no rule has a name now."), (status, refusal.Message()));
        await server.Ask(HttpMethod.Post, ResetPath);

        Assert.Equal("from a", await server.Text());
    }

    private static async Task<HttpStatusCode> Put(TestServer server, string rule) =>
        (await server.Ask(HttpMethod.Put, $"{RulesPath}/{rule}", """{"when": {"prompt": "none"}, "reply": {"text": "x"}}""")).Status;

    private static async Task<IEnumerable<string?>> Names(TestServer server) =>
        (await server.Ask(HttpMethod.Get, RulesPath)).Json.EnumerateArray().Select(rule => rule.TryGetProperty("name", out var name) ? name.GetString() : null);
}
