using System.Net;

using static MockLlm.Web.Tests.Control.ControlClient;

namespace MockLlm.Web.Tests.Control;

public sealed class SettingsRouteTests
{
    [Fact]
    public async Task A_patch_is_in_force_for_the_next_request_and_answered_with_what_is()
    {
        await using var server = await TestServer.Start("settings: {lag_factor: 5}\nseed: 1");

        var (status, piece) = await server.Ask(HttpMethod.Patch, SettingsPath, """{"settings": {"api_keys": ["sk-1"]}, "limits": {"requests_per_minute": 70}}""");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("""{"settings":{"lag_factor":5,"api_keys":["sk-1"]},"seed":1,"limits":{"requests_per_minute":70}}""", piece.GetRawText());
        using (var refused = await server.Chat())
        {
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        }

        Assert.Equal(HttpStatusCode.OK, (await server.Ask(HttpMethod.Patch, SettingsPath, """{"settings": {"api_keys": null}}""")).Status);
        using var served = await server.Chat();
        Assert.Equal(HttpStatusCode.OK, served.StatusCode);
        Assert.Equal("70", Assert.Single(served.Headers.GetValues("x-ratelimit-limit-requests")));
    }

    [Fact]
    public async Task A_provider_is_switched_off_and_on()
    {
        await using var server = await TestServer.Start();

        await server.Ask(HttpMethod.Patch, SettingsPath, """{"providers": {"openai": {"enabled": false}}}""");
        using (var off = await server.Chat())
        {
            Assert.Equal(HttpStatusCode.NotFound, off.StatusCode);
        }

        await server.Ask(HttpMethod.Patch, SettingsPath, """{"providers": null}""");
        using var on = await server.Chat();
        Assert.Equal(HttpStatusCode.OK, on.StatusCode);
    }

    [Fact]
    public async Task A_patch_with_mistakes_is_refused_with_all_of_them_and_nothing_of_it_is_in_force()
    {
        await using var server = await TestServer.Start();

        var (status, refusal) = await server.Ask(
            HttpMethod.Patch, SettingsPath, """{"settings": {"api_keys": ["sk-1"], "lag_factr": 3}, "latency": {"slots": 0}, "providers": {"opnai": {}}}""");

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("There are 3 mistakes, nothing was changed.", refusal.Message());
        Assert.Equal(
            [
                "settings.lag_factr is not a known key: did you mean lag_factor?",
                "latency.slots is 0: it must be a whole number from 1 to 2147483647, for instance 64",
                "providers.opnai is not a known provider: did you mean openai?",
            ],
            refusal.Mistakes());
        using var served = await server.Chat();
        Assert.Equal(HttpStatusCode.OK, served.StatusCode);
    }

    [Fact]
    public async Task Sections_that_only_the_file_can_change_are_refused_by_name_beside_all_other_mistakes()
    {
        await using var server = await TestServer.Start();

        var (status, refusal) = await server.Ask(HttpMethod.Patch, SettingsPath, """{"server": 3, "latncy": {}, "plugins": [], "faults": [], "settings": {"lag_factor": -1}, "latency": {"slots": 0}}""");

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(
            [
                "server cannot be patched: it says how the program itself runs, so write it into the file",
                "latncy cannot be patched: did you mean latency?",
                "plugins cannot be patched: plug-ins are loaded when the server starts, so write it into the file and start again",
                "faults cannot be patched: use PUT /_mockllm/faults/{name}",
                "settings.lag_factor is -1: it must be a number over 0, for instance 10",
                "latency.slots is 0: it must be a whole number from 1 to 2147483647, for instance 64",
            ],
            refusal.Mistakes());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("7")]
    [InlineData("[]")]
    [InlineData("null")]
    public async Task A_body_that_is_no_piece_of_the_file_is_refused(string? body)
    {
        await using var server = await TestServer.Start();

        var (status, refusal) = await server.Ask(HttpMethod.Patch, SettingsPath, body);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.StartsWith("The body has to be a piece of responses.yml", refusal.Message(), StringComparison.Ordinal);
    }
}
