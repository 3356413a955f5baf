namespace MockLlm.Web.Tests.Routes;

/// <summary>What no provider serves is refused in the shape of the provider whose routes are nearest.</summary>
public sealed class UnknownPathTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private const string Version = "anthropic-version: 2023-06-01\r\n";

    [Theory]
    [InlineData("GET", "/v1/chat/nothing", "openai")]
    [InlineData("POST", "/v1/chat/completions/x", "openai")]
    [InlineData("POST", "/v1/messages/drafts", "anthropic")]
    [InlineData("GET", "/v1/messages/count_tokens/x", "anthropic")]
    [InlineData("POST", "/v1/", "openai")]
    [InlineData("GET", "/v1", "openai")]
    [InlineData("POST", "/v1/fine_tuning/jobs", "openai")]
    [InlineData("DELETE", "/v1/files/7", "openai")]
    public async Task Without_a_version_header_the_longest_literal_prefix_decides_and_then_OpenAI(string method, string path, string vendor) =>
        await AssertRefused("", method, path, vendor);

    [Theory]
    [InlineData("POST", "/v1/chat/nothing", "openai")]
    [InlineData("POST", "/v1/messages/drafts", "anthropic")]
    [InlineData("POST", "/v1/", "anthropic")]
    [InlineData("GET", "/v1", "anthropic")]
    [InlineData("POST", "/v1/complete", "anthropic")]
    [InlineData("GET", "/v1/files", "anthropic")]
    public async Task With_Anthropics_version_header_what_is_under_v1_alone_is_Anthropics(string method, string path, string vendor) =>
        await AssertRefused(Version, method, path, vendor);

    [Theory]
    [InlineData("/")]
    [InlineData("/nothing")]
    [InlineData("/v2/chat/completions")]
    [InlineData("/health/x")]
    [InlineData("/favicon.ico")]
    public async Task What_is_near_no_provider_is_a_plain_404_that_says_where_to_look(string path)
    {
        using var connection = await RawConnection.Open(shared.Server.Url);

        await connection.Send(VendorRoute.Chat.Head("", "GET", path));
        var answer = await connection.Read();

        Assert.Equal(404, answer.Status);
        Assert.Equal("not_found", answer.Json.GetProperty("error").GetProperty("type").GetString());
        Assert.Contains("GET /providers", answer.Body, StringComparison.Ordinal);
        await VendorRoute.Chat.AssertServes(connection);
    }

    [Fact]
    public async Task A_body_sent_to_an_unknown_path_does_not_stand_in_the_next_requests_way()
    {
        using var connection = await RawConnection.Open(shared.Server.Url);

        await connection.Send(VendorRoute.Chat.Head("content-length: 11\r\n", path: "/v1/fine_tuning/jobs") + "hello world");
        VendorRoute.Chat.AssertError(await connection.Read(), 404);

        await VendorRoute.Chat.AssertServes(connection);
    }

    [Fact]
    public async Task An_unknown_model_is_each_vendors_404()
    {
        using var connection = await RawConnection.Open(shared.Server.Url);

        foreach (var route in new[] { VendorRoute.Chat, VendorRoute.Messages })
        {
            await connection.Send(route.Head("", "GET", "/v1/models/no-such-model"));
            route.AssertError(await connection.Read(), 404);
        }
    }

    private async Task AssertRefused(string headers, string method, string path, string vendor)
    {
        using var connection = await RawConnection.Open(shared.Server.Url);
        var route = (vendor == "openai" ? VendorRoute.Chat : VendorRoute.Messages) with { Headers = headers };

        await connection.Send(route.Head("content-length: 0\r\n", method, path));
        route.AssertError(await connection.Read(), 404);

        await (route with { Headers = Version }).AssertServes(connection);
    }
}
