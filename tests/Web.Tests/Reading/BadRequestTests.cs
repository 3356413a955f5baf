using System.Text;

namespace MockLlm.Web.Tests.Reading;

/// <summary>Requests that are wrong around their body.</summary>
public sealed class BadRequestTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private const string Chat = "/v1/chat/completions";
    private const string Messages = "/v1/messages";
    private const string CountTokens = "/v1/messages/count_tokens";

    [Theory]
    [InlineData(Chat, "GET")]
    [InlineData(Chat, "DELETE")]
    [InlineData(Chat, "PUT")]
    [InlineData(Chat, "BREW")]
    [InlineData(Messages, "GET")]
    [InlineData(Messages, "PATCH")]
    [InlineData(CountTokens, "GET")]
    public async Task A_wrong_method_is_a_405_that_names_the_right_one(string path, string method)
    {
        var route = VendorRoute.Of(path);
        using var connection = await Open();

        await connection.Send(route.Head("content-length: 0\r\n", method));
        var answer = await connection.Read();

        route.AssertError(answer, 405);
        Assert.Equal("POST", answer.Headers["allow"]);
        await route.AssertServes(connection);
    }

    [Theory]
    [InlineData("/v1/models")]
    [InlineData("/v1/models/gpt-4o")]
    public async Task Posting_to_a_list_is_a_405_that_names_GET(string path)
    {
        using var connection = await Open();

        foreach (var route in new[] { VendorRoute.Chat, VendorRoute.Messages })
        {
            await connection.Send(route.Head("content-length: 0\r\n", path: path));
            var answer = await connection.Read();
            route.AssertError(answer, 405);
            Assert.Equal("GET", answer.Headers["allow"]);
        }
    }

    [Theory]
    [InlineData(Chat, "text/plain")]
    [InlineData(Chat, "application/x-www-form-urlencoded")]
    [InlineData(Chat, "multipart/form-data; boundary=x")]
    [InlineData(Chat, "")]
    [InlineData(Messages, "text/plain")]
    [InlineData(Messages, "")]
    [InlineData(CountTokens, "application/xml")]
    public async Task A_wrong_content_type_is_the_vendors_400(string path, string contentType)
    {
        var route = VendorRoute.Of(path);
        using var connection = await Open();

        await connection.Send(route.Request(Encoding.UTF8.GetBytes(route.Good), contentType));
        route.AssertError(await connection.Read(), 400);
        await route.AssertServes(connection);
    }

    [Theory]
    [InlineData(Chat)]
    [InlineData(Messages)]
    [InlineData(CountTokens)]
    public async Task A_missing_content_type_is_the_vendors_400(string path)
    {
        var route = VendorRoute.Of(path);
        using var connection = await Open();

        await connection.Send(route.Head($"content-length: {route.Good.Length}\r\n") + route.Good);
        route.AssertError(await connection.Read(), 400);
        await route.AssertServes(connection);
    }

    [Theory]
    [InlineData(Chat, "application/json; charset=utf-8")]
    [InlineData(Messages, "APPLICATION/JSON")]
    [InlineData(CountTokens, "application/vnd.x+json")]
    public async Task Any_JSON_content_type_is_read(string path, string contentType)
    {
        var route = VendorRoute.Of(path);
        using var connection = await Open();

        await connection.Send(route.Request(Encoding.UTF8.GetBytes(route.Good), contentType));

        Assert.Equal(200, (await connection.Read()).Status);
    }

    [Theory]
    [InlineData(Messages)]
    [InlineData(CountTokens)]
    public async Task Anthropic_without_its_version_header_is_its_400_that_says_so(string path)
    {
        var route = VendorRoute.Of(path);
        using var connection = await Open();

        await connection.Send((route with { Headers = "" }).Request(Encoding.UTF8.GetBytes(route.Good)));
        var answer = await connection.Read();

        route.AssertError(answer, 400);
        Assert.Equal("anthropic-version: header is required", answer.Json.GetProperty("error").GetProperty("message").GetString());
        await route.AssertServes(connection);
    }

    [Theory]
    [InlineData("zz\r\n{}\r\n0\r\n\r\n")]
    [InlineData("2\r\n{}XX0\r\n\r\n")]
    [InlineData("-1\r\n{}\r\n")]
    [InlineData("ffffffffffffffffff\r\n")]
    public async Task A_broken_chunk_is_a_400_in_the_vendors_shape_and_closes(string chunks)
    {
        using var connection = await Open();

        await connection.Send(VendorRoute.Chat.Head("content-type: application/json\r\ntransfer-encoding: chunked\r\n") + chunks);

        VendorRoute.Chat.AssertError(await connection.Read(), 400);
        Assert.Empty(await connection.ToEnd());
        await AssertStillServes();
    }

    [Theory]
    [InlineData("hello\r\n\r\n")]
    [InlineData("GET\r\n\r\n")]
    [InlineData("\0\u0001\u0002\u0003\r\n\r\n")]
    [InlineData("GET /health HTTP/9.9\r\n\r\n")]
    [InlineData("GET /health HTTP/1.1\r\n\r\n")]
    [InlineData("GET /health HTTP/1.1\r\nhost: a\r\nhost: b\r\n\r\n")]
    [InlineData("GET /health HTTP/1.1\r\nhost localhost\r\n\r\n")]
    [InlineData("POST /v1/messages HTTP/1.1\r\nhost: a\r\ncontent-length: -1\r\n\r\n")]
    [InlineData("POST /v1/messages HTTP/1.1\r\nhost: a\r\ncontent-length: many\r\n\r\n")]
    [InlineData("GET /v1/\u0000 HTTP/1.1\r\nhost: a\r\n\r\n")]
    public async Task Broken_HTTP_is_refused_without_a_word_about_the_server_and_closes(string request)
    {
        using var connection = await Open();

        await connection.Send(request);
        var answer = await connection.Read();

        Assert.InRange(answer.Status, 400, 505);
        Assert.NotEqual(500, answer.Status);
        Assert.Empty(answer.Body);
        Assert.Empty(await connection.ToEnd());
        await AssertStillServes();
    }

    [Theory]
    [InlineData("OPTIONS * HTTP/1.1\r\nhost: a\r\n\r\n")]
    [InlineData("GET /%2e%2e/%2fv1 HTTP/1.1\r\nhost: a\r\n\r\n")]
    [InlineData("GET /v1/models/%F0%9F%98%80 HTTP/1.1\r\nhost: a\r\n\r\n")]
    [InlineData("GET /v1/models/%ff HTTP/1.1\r\nhost: a\r\n\r\n")]
    [InlineData("GET http://else.where/v1/nothing HTTP/1.1\r\nhost: else.where\r\n\r\n")]
    [InlineData("GET //// HTTP/1.1\r\nhost: a\r\n\r\n")]
    public async Task An_odd_target_is_a_404(string request)
    {
        using var connection = await Open();

        await connection.Send(request);

        Assert.Equal(404, (await connection.Read()).Status);
        await VendorRoute.Chat.AssertServes(connection);
    }

    [Fact]
    public async Task A_HEAD_of_a_list_is_a_405_without_a_body()
    {
        using var answer = await shared.Server.Http.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/v1/models"));

        Assert.Equal(405, (int)answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
    }

    private Task<RawConnection> Open() => RawConnection.Open(shared.Server.Url);

    private async Task AssertStillServes()
    {
        using var connection = await Open();
        await VendorRoute.Chat.AssertServes(connection);
    }
}
