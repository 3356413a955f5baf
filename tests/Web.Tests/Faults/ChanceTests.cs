using System.Globalization;
using MockLlm.Web.Tests.Streaming;

namespace MockLlm.Web.Tests.Faults;

/// <summary>Under a seed the same requests have the same fates, whatever comes at the same time.</summary>
public sealed class ChanceTests
{
    private const string Path = "/v1/chat/completions";
    private const string Yaml = "{seed: 42, faults: [{name: f, kind: overloaded, probability: 0.3}]}";
    private const int Requests = 400;

    [Fact]
    public async Task Distinct_requests_have_the_same_fates_one_by_one_and_at_once()
    {
        static string Body(int n) => Chats.Hi(Path, stream: false).Replace("hi", n.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        var oneByOne = await Fates(concurrency: 1, Body);

        Assert.Equal(oneByOne, await Fates(concurrency: 50, Body));
        Assert.Contains(200, oneByOne);
        Assert.Contains(503, oneByOne);
    }

    [Fact]
    public async Task Equal_requests_fail_as_often_one_by_one_and_at_once()
    {
        static string Body(int n) => Chats.Hi(Path, stream: false);
        var oneByOne = await Fates(concurrency: 1, Body);

        Assert.Equal(oneByOne.Order(), (await Fates(concurrency: 50, Body)).Order());
        // 99.9 %: 3.29 standard deviations.
        var spread = 3.29 * Math.Sqrt(Requests * 0.3 * 0.7);
        Assert.InRange(oneByOne.Count(status => status == 503), (Requests * 0.3) - spread, (Requests * 0.3) + spread);
    }

    [Fact]
    public async Task Skip_every_and_times_are_exact_at_any_concurrency()
    {
        await using var server = await TestServer.Start("faults: [{kind: overloaded, skip: 20, every: 3, times: 40}]");

        var fates = await Send(server, concurrency: 50, _ => Chats.Hi(Path, stream: false));

        Assert.Equal(40, fates.Count(status => status == 503));
    }

    private static async Task<int[]> Fates(int concurrency, Func<int, string> body)
    {
        await using var server = await TestServer.Start(Yaml);
        return await Send(server, concurrency, body);
    }

    private static async Task<int[]> Send(TestServer server, int concurrency, Func<int, string> body)
    {
        var fates = new int[Requests];
        await Parallel.ForAsync(0, Requests, new ParallelOptions { MaxDegreeOfParallelism = concurrency }, async (n, end) =>
        {
            using var content = new StringContent(body(n), null, "application/json");
            using var answer = await server.Http.PostAsync(Path, content, end);
            fates[n] = (int)answer.StatusCode;
        });
        return fates;
    }
}
