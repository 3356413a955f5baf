using System.Text;

namespace MockLlm.Web.Tests.Faults;

/// <summary>Under a seed the same requests have the same fates, whatever comes at the same time; counts are exact.</summary>
public sealed class ChanceTests
{
    private const string Yaml = "{seed: 42, faults: [{name: f, kind: overloaded, probability: 0.1}]}";
    private const int Requests = 10_000;
    private const int AtOnce = 200;

    // As SDKs send it with every first try.
    private const string FirstTry = "x-stainless-retry-count: 0\r\n";

    [Fact]
    public async Task Distinct_requests_have_the_same_fates_one_by_one_and_at_once()
    {
        var oneByOne = await Fates(concurrency: 1, Distinct);

        Assert.Equal(oneByOne, await Fates(AtOnce, Distinct));
        AssertRate(oneByOne, 0.1);
    }

    [Fact]
    public async Task Equal_requests_fail_as_often_one_by_one_and_at_once()
    {
        var oneByOne = await Fates(concurrency: 1, Equal);
        var atOnce = await Fates(AtOnce, Equal);

        Assert.Equal(oneByOne.Count(IsHit), atOnce.Count(IsHit));
        AssertRate(oneByOne, 0.1);
    }

    [Theory]
    [InlineData("times: 37", 37)]
    [InlineData("every: 7", 1428)]
    [InlineData("skip: 9900", 100)]
    [InlineData("skip: 20, every: 3, times: 40", 40)]
    [InlineData("skip: 1, every: 100", 99)]
    public async Task Counts_are_exact_over_all_providers_at_once(string trigger, int hits)
    {
        await using var server = await TestServer.Start($"faults: [{{kind: status, status: 418, {trigger}}}]");

        var fates = await Swarm.Send(server.Url, Requests, AtOnce, n => n % 2 == 0 ? Equal(n) : Of(VendorRoute.Messages, "hi"), answer => answer.Status);

        Assert.Equal(hits, fates.Count(status => status == 418));
        Assert.Equal(Requests - hits, fates.Count(status => status == 200));
    }

    private static async Task<int[]> Fates(int concurrency, Func<int, byte[]> request)
    {
        await using var server = await TestServer.Start(Yaml);
        return await Swarm.Send(server.Url, Requests, concurrency, request, answer => answer.Status);
    }

    // 99.9 %: 3.29 standard deviations.
    private static void AssertRate(int[] fates, double chance)
    {
        var spread = 3.29 * Math.Sqrt(Requests * chance * (1 - chance));
        Assert.InRange(fates.Count(IsHit), (Requests * chance) - spread, (Requests * chance) + spread);
    }

    private static bool IsHit(int status) => status == 503;

    private static byte[] Distinct(int n) => Of(VendorRoute.Chat, $"{n}");

    private static byte[] Equal(int n) => Of(VendorRoute.Chat, "hi");

    private static byte[] Of(VendorRoute route, string prompt)
    {
        var body = route.Good.Replace("hi", prompt, StringComparison.Ordinal);
        return Encoding.ASCII.GetBytes(route.Head($"{FirstTry}content-type: application/json\r\ncontent-length: {body.Length}\r\n") + body);
    }
}
