using System.Net;
using Microsoft.Extensions.Time.Testing;
using MockLlm.Engine.Tests.Pacing;
using MockLlm.Web.Tests.Metrics;

namespace MockLlm.Web.Tests.Plugins;

/// <summary>What a plug-in that misbehaves does to its own routes, and to nobody else's.</summary>
public sealed class IsolationTests
{
    private static readonly TimeSpan HandlerTimeout = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_plugin_answers_beside_the_built_in_providers()
    {
        await using var server = await BuiltPlugin.Load().Serve(yaml: "responses: {hi: hello}");

        using var answer = await server.Http.PostAsync("/v1/simple/chat", Json("""{"prompt":"hi"}"""));

        Assert.Equal("""{"response":"hello","model":"simple-model","provider":"simple"}""", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Handlers_what_they_await_and_what_is_serialised_run_on_the_plugins_own_threads()
    {
        await using var server = await BuiltPlugin.Load().Serve();

        Assert.Equal(
            """{"before":false,"after":false,"lazily":{"on_pool":false}}""", await server.Http.GetStringAsync("/hostile/thread"));
    }

    [Fact]
    public async Task Its_streams_and_its_refusals_run_there_too()
    {
        await using var server = await BuiltPlugin.Load().Serve();

        using var refused = await server.Http.GetAsync("/hostile/none");

        Assert.Equal("own", await server.Http.GetStringAsync("/hostile/stream-thread"));
        Assert.Equal("""{"hostile":"not_found","thread":"own"}""", await refused.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task An_exception_is_its_own_500()
    {
        await using var server = await BuiltPlugin.Load().Serve();

        using var thrown = await server.Http.GetAsync("/hostile/throw");

        await AssertHostile(thrown, HttpStatusCode.InternalServerError, "server_error");
        Assert.Equal("""{"fine":true}""", await server.Http.GetStringAsync("/hostile/fine"));
    }

    [Fact]
    public async Task A_stream_that_throws_is_cut()
    {
        await using var server = await BuiltPlugin.Load().Serve();

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => server.Http.GetStringAsync("/hostile/stream-throws"));

        Assert.Equal("""{"fine":true}""", await server.Http.GetStringAsync("/hostile/fine"));
    }

    [Theory]
    [InlineData("/hostile/stream-blocks")]
    [InlineData("/hostile/stream-blocks-first")]
    [InlineData("/hostile/stream-blocks-opening")]
    public async Task A_stream_that_blocks_its_thread_gives_its_slot_back_when_its_client_leaves(string path)
    {
        var loaded = BuiltPlugin.Load();
        await using var server = await loaded.Serve();
        for (var stream = 0; stream < 2; stream++)
        {
            using var connection = await RawConnection.Open(server.Url);
            await connection.Send($"GET {path} HTTP/1.1\r\nhost: a\r\n\r\n");
            await loaded.Blocked().WaitAsync().OrFail();
            connection.Leave(reset: true);
        }

        await server.Reaches("mockllm_streams_cancelled_total", 2);
        await server.Reaches("mockllm_slots", 0, "\"hostile\"");
        Assert.Equal((2, 0), (server.Counts("hostile").Abandoned, server.Counts("hostile").Served));
        using var simple = await server.Http.PostAsync("/v1/simple/chat", Json("""{"prompt":"hi"}""")).OrFail();
        Assert.Equal(HttpStatusCode.OK, simple.StatusCode);

        loaded.Gate().Set();

        Assert.Equal("""{"fine":true}""", await server.Http.GetStringAsync("/hostile/fine").OrFail());
    }

    [Theory]
    [InlineData("/hostile/block")]
    [InlineData("/hostile/block-check")]
    [InlineData("/hostile/hang")]
    public async Task Code_that_takes_too_long_is_its_own_504_and_frees_its_slot(string path)
    {
        var time = new FakeTimeProvider();
        var loaded = BuiltPlugin.Load();
        await using var server = await loaded.Serve(time);

        // More than there are threads: those that never get one are refused all the same.
        var slow = Enumerable.Range(0, 20).Select(_ => server.Http.GetAsync(path)).ToList();
        await Advance(time, Task.WhenAll(slow));

        foreach (var answer in slow)
        {
            await AssertHostile(await answer, HttpStatusCode.GatewayTimeout, "timeout");
        }

        loaded.Gate().Set();
        Assert.Equal("""{"fine":true}""", await server.Http.GetStringAsync("/hostile/fine"));
        await Eventually.Holds(
            async () =>
            {
                await server.Http.GetStringAsync("/health");
                return server.Counts("hostile").Running == 0;
            },
            () => $"{server.Counts("hostile").Running} slots are held.");
    }

    [Fact]
    public async Task While_all_its_threads_are_blocked_other_providers_answer_and_it_recovers()
    {
        var loaded = BuiltPlugin.Load();
        await using var server = await loaded.Serve();

        var blocked = Enumerable.Range(0, 200).Select(_ => server.Http.GetStringAsync("/hostile/block")).ToList();
        using var simple = await server.Http.PostAsync("/v1/simple/chat", Json("""{"prompt":"hi"}""")).OrFail();
        await server.Http.GetStringAsync("/v1/models").OrFail();
        Assert.DoesNotContain(blocked, task => task.IsCompleted);

        loaded.Gate().Set();

        Assert.Equal(HttpStatusCode.OK, simple.StatusCode);
        Assert.All(await Task.WhenAll(blocked).OrFail(), body => Assert.Equal("""{"blocked":true}""", body));
        Assert.Equal("""{"fine":true}""", await server.Http.GetStringAsync("/hostile/fine"));
    }

    [Fact]
    public async Task Where_it_blocks_over_its_own_words_the_plain_ones_are_said()
    {
        var loaded = BuiltPlugin.Load();
        await using var server = await loaded.Serve();

        using var refused = await server.Http.GetAsync("/hostile/wordless").OrFail();

        Assert.Equal("""{"error":{"type":"wordless","message":"Nothing to say."}}""", await refused.Content.ReadAsStringAsync());
        Assert.Equal(418, (int)refused.StatusCode);
        loaded.Gate().Set();
    }

    private static async Task Advance(FakeTimeProvider time, Task all)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!all.IsCompleted)
        {
            patience.Token.ThrowIfCancellationRequested();
            time.Advance(HandlerTimeout);
            await Task.Yield();
        }
    }

    private static async Task AssertHostile(HttpResponseMessage answer, HttpStatusCode status, string kind) => Assert.Equal(
        (status, $$"""{"hostile":"{{kind}}","thread":"own"}"""), (answer.StatusCode, await answer.Content.ReadAsStringAsync()));

    private static StringContent Json(string text) => new(text, null, "application/json");
}
