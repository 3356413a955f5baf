using MockLlm.Engine.Configuration;
using MockLlm.Engine.Latency;
using MockLlm.Engine.Requests;

namespace MockLlm.Engine.Tests.Latency;

public sealed class RequestLatencyTests
{
    [Fact]
    public void A_request_that_asks_for_nothing_gets_nothing() => Assert.Equal((null, null), Read(header: null, query: null));

    [Fact]
    public void The_header_wins_over_the_query()
    {
        Assert.Equal(LatencySettings.None, Read(header: "none", query: "inter_token=1ms").Settings);
        Assert.Equal(LatencySettings.None, Read(header: null, query: "none").Settings);
    }

    [Theory]
    [InlineData("inter_token=20", null, "X-MockLlm-Latency: inter_token is 20: a duration needs a unit, write 20ms.")]
    [InlineData(null, "inter_token=20", "mockllm_latency: inter_token is 20: a duration needs a unit, write 20ms.")]
    public void What_cannot_be_read_is_an_invalid_request(string? header, string? query, string message)
    {
        var (settings, problem) = Read(header, query);

        Assert.Null(settings);
        Assert.Equal((400, ErrorKind.InvalidRequest, message), (problem!.Status, problem.Kind, problem.Message));
    }

    [Theory]
    [InlineData("none")]
    [InlineData("inter_token=20")]
    public void Without_request_control_the_request_is_not_asked(string text) =>
        Assert.Equal((null, null), Read(text, text, new Snapshot { RequestControl = false }));

    [Fact]
    public void Texts_without_number_are_each_read_as_they_are()
    {
        for (var i = 1; i <= 2_500; i++)
        {
            Assert.Equal(i * 10d, Read($"inter_token={i}us", query: null).Settings!.InterToken!.Value.Mean);
        }

        Assert.Equal(10d, Read("inter_token=1us", query: null).Settings!.InterToken!.Value.Mean);
    }

    private static (LatencySettings? Settings, Problem? Problem) Read(string? header, string? query, Snapshot? snapshot = null)
    {
        var head = new RequestHead(
            "POST",
            "/v1/chat/completions",
            name => name.Equals("x-mockllm-latency", StringComparison.OrdinalIgnoreCase) ? header : null,
            name => name == "mockllm_latency" ? query : null,
            _ => null);
        var overrides = RequestOverrides.Read(head, snapshot ?? Snapshot.Default, isMetered: true);
        return (overrides.Latency, overrides.Problem);
    }
}
