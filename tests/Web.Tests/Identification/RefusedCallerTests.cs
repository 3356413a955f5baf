using System.Text;

namespace MockLlm.Web.Tests.Identification;

/// <summary>Keys and models that the configuration does not accept.</summary>
public sealed class RefusedCallerTests
{
    private const string Chat = "/v1/chat/completions";
    private const string Messages = "/v1/messages";
    private const string Keys = "settings: {api_keys: [sk-test-1, sk-test-2]}";

    [Theory]
    [InlineData(Chat, "")]
    [InlineData(Chat, "authorization: Bearer sk-wrong\r\n")]
    [InlineData(Chat, "authorization: Bearer \r\n")]
    [InlineData(Chat, "authorization: Basic sk-test-1\r\n")]
    [InlineData(Messages, "")]
    [InlineData(Messages, "x-api-key: sk-wrong\r\n")]
    [InlineData(Messages, "x-api-key: SK-TEST-1\r\n")]
    public async Task A_key_that_is_not_configured_is_the_vendors_401_and_the_next_request_is_served(string path, string headers)
    {
        var route = VendorRoute.Of(path);
        await using var server = await TestServer.Start(Keys);
        using var connection = await RawConnection.Open(server.Url);

        await connection.Send((route with { Headers = route.Headers + headers }).Request(Encoding.UTF8.GetBytes(route.Good)));
        route.AssertError(await connection.Read(), 401);

        await (route with { Headers = $"{route.Headers}authorization: Bearer sk-test-2\r\n" }).AssertServes(connection);
    }

    [Fact]
    public async Task A_key_is_looked_at_before_the_body()
    {
        await using var server = await TestServer.Start(Keys);
        using var connection = await RawConnection.Open(server.Url);

        await connection.Send(VendorRoute.Chat.Request("nonsense"u8));

        VendorRoute.Chat.AssertError(await connection.Read(), 401);
    }

    [Fact]
    public async Task Lists_ask_for_the_key_too()
    {
        await using var server = await TestServer.Start(Keys);
        using var connection = await RawConnection.Open(server.Url);

        await connection.Send(VendorRoute.Chat.Head("", "GET", "/v1/models"));
        VendorRoute.Chat.AssertError(await connection.Read(), 401);
    }

    [Fact]
    public async Task Any_key_or_none_is_accepted_where_none_is_configured()
    {
        await using var server = await TestServer.Start();
        using var connection = await RawConnection.Open(server.Url);

        await VendorRoute.Chat.AssertServes(connection);
        await (VendorRoute.Chat with { Headers = "authorization: Bearer anything\r\n" }).AssertServes(connection);
    }

    [Theory]
    [InlineData(Chat, "model_not_found")]
    [InlineData(Messages, "not_found_error")]
    public async Task A_model_that_no_provider_lists_is_the_vendors_404_under_strict_models(string path, string word)
    {
        var route = VendorRoute.Of(path);
        await using var server = await TestServer.Start("settings: {strict_models: true}");
        using var connection = await RawConnection.Open(server.Url);
        var unknown = route.Good.Replace("\"model\":\"", "\"model\":\"no-", StringComparison.Ordinal);

        await connection.Send(route.Request(Encoding.UTF8.GetBytes(unknown)));
        var answer = await connection.Read();

        route.AssertError(answer, 404);
        Assert.Contains(word, answer.Body, StringComparison.Ordinal);
        await route.AssertServes(connection);
    }
}
