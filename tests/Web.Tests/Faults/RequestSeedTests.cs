using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using MockLlm.Web.Tests.Writing;

namespace MockLlm.Web.Tests.Faults;

/// <summary>What a request draws from a seed of its own: everything, and always the same.</summary>
public sealed class RequestSeedTests
{
    private const string Path = "/v1/chat/completions";
    private const string Drawn = "rules: [{reply: {lorem: {tokens: 50}}}]";

    [Fact]
    public async Task Ids_and_generated_text_are_the_same_whatever_came_before_and_wherever()
    {
        await using var one = await TestServer.Start(Drawn, new FakeTimeProvider());
        await using var other = await TestServer.Start("seed: 9\n" + Drawn, new FakeTimeProvider());

        var first = await Said(one, "7");
        Assert.Equal(first, await Said(one, "7"));
        Assert.Equal(first, await Said(other, "7"));
        Assert.NotEqual(first, await Said(one, "8"));
        Assert.NotEqual(await Said(one, null), await Said(one, null));
    }

    [Fact]
    public async Task Chances_are_drawn_from_it()
    {
        await using var server = await TestServer.Start("faults: [{kind: status, probability: 0.5}]");
        var fates = new List<int>();
        for (var seed = 0; seed < 50; seed++)
        {
            fates.Add(await Status(server, $"{seed}"));
            Assert.Equal(fates[^1], await Status(server, $"{seed}"));
        }

        Assert.Contains(200, fates);
        Assert.Contains(500, fates);
    }

    [Fact]
    public async Task The_id_of_a_fault_is_drawn_from_it()
    {
        await using var server = await TestServer.Start("faults: [{kind: status}]");

        Assert.Equal((await Send(server, "7")).Id, (await Send(server, "7")).Id);
        Assert.NotEqual((await Send(server, "7")).Id, (await Send(server, "8")).Id);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("18446744073709551616")]
    public async Task What_is_no_seed_is_a_400_that_says_what_is(string seed)
    {
        await using var server = await TestServer.Start();
        await using var deaf = await TestServer.Start("settings: {request_control: false}");

        var (status, body, _) = await Send(server, seed);

        Assert.Equal(400, status);
        Assert.Equal(
            "X-MockLlm-Seed: it must be a whole number from 0 to 18446744073709551615, for instance 7.",
            JsonDocument.Parse(body).RootElement.GetProperty("error").GetProperty("message").GetString());
        Assert.Equal(200, await Status(deaf, seed));
    }

    private static async Task<string> Said(TestServer server, string? seed)
    {
        var (status, body, id) = await Send(server, seed);
        Assert.Equal(200, status);
        return id + body;
    }

    private static async Task<int> Status(TestServer server, string seed) => (await Send(server, seed)).Status;

    private static async Task<(int Status, string Body, string Id)> Send(TestServer server, string? seed)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = new StringContent(Chats.Hi(Path, stream: false), null, "application/json") };
        if (seed is not null)
        {
            request.Headers.TryAddWithoutValidation("X-MockLlm-Seed", seed);
        }

        using var answer = await server.Http.SendAsync(request);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(), answer.Headers.GetValues("x-request-id").Single());
    }
}
