using System.Net;

using static MockLlm.Web.Tests.Control.ControlClient;

namespace MockLlm.Web.Tests.Control;

public sealed class ResponseRoutesTests
{
    private const string File = "responses: {hi: from the file, bye: bye}\ndefaults: {unknown_response: unknown}";

    [Fact]
    public async Task Texts_are_set_one_by_one_or_several_at_once()
    {
        await using var server = await TestServer.Start(File);

        Assert.Equal(HttpStatusCode.Created, (await server.Ask(HttpMethod.Put, $"{ResponsesPath}/what%20is%202%2F2%3F", "\"1\"")).Status);
        Assert.Equal(HttpStatusCode.OK, (await server.Ask(HttpMethod.Put, $"{ResponsesPath}/hi", "\"put\"")).Status);
        Assert.Equal(HttpStatusCode.Created, (await server.Ask(HttpMethod.Put, ResponsesPath, """{"hi": "again", "new": "yes"}""")).Status);

        Assert.Equal(["1", "again", "yes", "bye"], [await server.Text("what is 2/2?"), await server.Text(), await server.Text("new"), await server.Text("bye")]);
        Assert.Equal(4, (await server.Ask(HttpMethod.Get, ResponsesPath)).Json.EnumerateObject().Count());
        await server.Ask(HttpMethod.Post, ResetPath);
        Assert.Equal("""{"hi":"from the file","bye":"bye"}""", (await server.Ask(HttpMethod.Get, ResponsesPath)).Json.GetRawText());
    }

    [Fact]
    public async Task Texts_are_removed_until_a_reset()
    {
        await using var server = await TestServer.Start(File);

        Assert.Equal(HttpStatusCode.NoContent, (await server.Ask(HttpMethod.Delete, $"{ResponsesPath}/hi")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await server.Ask(HttpMethod.Delete, $"{ResponsesPath}/hi")).Status);
        Assert.Equal(["unknown", "bye"], [await server.Text(), await server.Text("bye")]);
        Assert.Equal(HttpStatusCode.NoContent, (await server.Ask(HttpMethod.Delete, ResponsesPath)).Status);
        Assert.Equal("unknown", await server.Text("bye"));
        await server.Ask(HttpMethod.Put, $"{ResponsesPath}/hi", "\"put\"");
        Assert.Equal("""{"hi":"put"}""", (await server.Ask(HttpMethod.Get, ResponsesPath)).Json.GetRawText());
        await server.Ask(HttpMethod.Post, ResetPath);

        Assert.Equal(["from the file", "bye"], [await server.Text(), await server.Text("bye")]);
    }

    [Fact]
    public async Task A_text_that_is_none_is_refused()
    {
        await using var server = await TestServer.Start(File);

        var (status, refusal) = await server.Ask(HttpMethod.Put, ResponsesPath, """{"hi": "x", "bye": {"a": 1}, "c": null}""");

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(["responses.bye must be a text", "responses.c must be a text"], refusal.Mistakes());
        Assert.Equal("The body has to be a text, such as \"Hello.\"", (await server.Ask(HttpMethod.Put, $"{ResponsesPath}/hi", "{}")).Json.Message());
        Assert.Equal("from the file", await server.Text());
    }
}
