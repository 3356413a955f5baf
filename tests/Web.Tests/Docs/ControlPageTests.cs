using System.Net;
using System.Text.Json.Nodes;
using MockLlm.Web.Tests.Control;

namespace MockLlm.Web.Tests.Docs;

public sealed class ControlPageTests
{
    private const string Name = "docs/control.md";

    [Fact]
    public async Task The_refusal_that_it_shows_is_the_one_that_is_answered()
    {
        const string Patch = """{"settings": {"lag_factr": 5}, "latency": {"inter_token": 20}}""";
        await using var server = await TestServer.Start();

        var (status, refusal) = await server.Ask(HttpMethod.Patch, ControlClient.SettingsPath, Patch);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains(Patch, Page.Text(Name), StringComparison.Ordinal);
        var shown = Assert.Single(Page.Fences(Name), fence => fence.Language == "json").Text;
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(shown), JsonNode.Parse(refusal.GetRawText())), refusal.GetRawText());
    }

    [Fact]
    public async Task A_distribution_is_replaced_by_one_of_another_form_as_it_shows()
    {
        const string Patch = """{"latency": {"inter_token": {"mean": null, "cv": null, "min": "10ms", "max": "20ms"}}}""";
        Assert.Contains(Patch, Page.Text(Name), StringComparison.Ordinal);
        await using var server = await TestServer.Start("latency: {inter_token: {mean: 14ms, cv: 0.4}}");

        var (status, piece) = await server.Ask(HttpMethod.Patch, ControlClient.SettingsPath, Patch);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("""{"latency":{"inter_token":{"max":"20ms","min":"10ms"}}}""", piece.GetRawText());
    }
}
