using System.Net;
using System.Text.Json;
using MockLlm.Web.Tests.Control;

namespace MockLlm.Web.Tests.Docs;

/// <summary>What docs/precedence.md says is so.</summary>
public sealed class PrecedencePageTests
{
    private const string Name = "docs/precedence.md";
    private const string OpenAi = "/_mockllm/config?provider=openai";

    private static string Example => Assert.Single(Page.Fences(Name), fence => fence.Language == "yaml").Text;

    [Theory]
    [InlineData("/_mockllm/config?provider=anthropic", "{median: 390ms, p99: 2.1s}", "profile", "{mean: 12.3ms, cv: 0.4}", "profile")]
    [InlineData(OpenAi + "&model=gpt-4o", "{median: 390ms, p99: 2.1s}", "profile", "20ms", "provider")]
    [InlineData(OpenAi + "&model=gpt-4o-mini", "{median: 390ms, p99: 2.1s}", "profile", "8ms", "model")]
    [InlineData(OpenAi + "&model=gpt-4o-mini&rule=slow", "3s", "rule", "8ms", "model")]
    [InlineData(OpenAi + "&model=gpt-4o-mini&rule=slow&mockllm_latency=time_to_first_token%3D0", "0", "request", "8ms", "model")]
    public async Task Its_example_gives_the_values_of_its_table(string path, string first, string firstLayer, string gap, string gapLayer)
    {
        await using var server = await TestServer.Start(Example);

        var values = (await server.Ask(HttpMethod.Get, path)).Json.GetProperty("values");

        Assert.Equal((first, firstLayer), Value(values, "latency.time_to_first_token"));
        Assert.Equal((gap, gapLayer), Value(values, "latency.inter_token"));
    }

    [Fact]
    public async Task The_answer_that_it_shows_is_a_part_of_the_one_that_is_sent()
    {
        await using var server = await TestServer.Start(Example);
        using var shown = JsonDocument.Parse(Assert.Single(Page.Fences(Name), fence => fence.Language == "json").Text);

        var (status, sent) = await server.Ask(HttpMethod.Get, OpenAi + "&model=gpt-4o");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.All(shown.RootElement.EnumerateObject().Where(field => field.Name != "values"), field => Assert.True(JsonElement.DeepEquals(field.Value, sent.GetProperty(field.Name))));
        Assert.All(
            shown.RootElement.GetProperty("values").EnumerateObject(),
            value => Assert.True(JsonElement.DeepEquals(value.Value, sent.GetProperty("values").GetProperty(value.Name)), value.Name));
    }

    [Fact]
    public async Task Its_live_change_slows_everything_down_and_null_takes_it_back()
    {
        string[] patches = [.. Page.Fences(Name).Where(fence => fence.Text.Contains("PATCH", StringComparison.Ordinal)).Select(fence => fence.Text.Split("-d '")[1].TrimEnd('\n', '\''))];
        await using var server = await TestServer.Start(Example);

        await server.Ask(HttpMethod.Patch, ControlClient.SettingsPath, patches[0]);
        Assert.Equal(("100ms", "live"), Value((await server.Ask(HttpMethod.Get, OpenAi + "&model=gpt-4o-mini&rule=slow")).Json.GetProperty("values"), "latency.inter_token"));
        await server.Ask(HttpMethod.Patch, ControlClient.SettingsPath, patches[1]);
        Assert.Equal(("8ms", "model"), Value((await server.Ask(HttpMethod.Get, OpenAi + "&model=gpt-4o-mini&rule=slow")).Json.GetProperty("values"), "latency.inter_token"));
    }

    private static (string Value, string? Layer) Value(JsonElement values, string key) =>
        (values.GetProperty(key).GetProperty("value").ToString(), values.GetProperty(key).GetProperty("layer").GetString());
}
