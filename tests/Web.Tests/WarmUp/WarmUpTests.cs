using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using MockLlm.Engine.Tests.Pacing;
using MockLlm.Web.Lifetime;
using MockLlm.Web.Tests.CommandLine;
using MockLlm.Web.Tests.Sdk;
using MockLlm.Web.WarmUp;

namespace MockLlm.Web.Tests.WarmUp;

public sealed class WarmUpTests
{
    public static TheoryData<int> Requests => [.. Enumerable.Range(0, WarmUpRequest.All.Count)];

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task Each_request_of_the_warm_up_gets_an_answer(int index)
    {
        await using var server = await TestServer.Start();

        using var message = WarmUpRequest.All[index].Message();
        using var answer = await server.Http.SendAsync(message);

        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task The_server_serves_during_the_warm_up_and_is_ready_after_it()
    {
        await using var server = await TestServer.Start();
        var readiness = server.Services.GetRequiredService<Readiness>();

        readiness.BeginWarmUp();
        using var early = await server.Http.GetAsync("/ready");
        using var health = await server.Http.GetAsync("/health");
        using var models = await server.Http.GetAsync("/v1/models");
        readiness.EndWarmUp();
        using var late = await server.Http.GetAsync("/ready");

        var waits = JsonSerializer.Deserialize<JsonElement>(await early.Content.ReadAsStringAsync());
        waits.Has(new { status = "starting", waits_for = new[] { "server.warm_up" } });
        Assert.Equal(
            [HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK],
            [early.StatusCode, health.StatusCode, models.StatusCode, late.StatusCode]);
    }

    [Fact]
    public async Task The_program_counts_nothing_of_its_warm_up()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "responses.yml"), "limits: {requests_per_minute: 5}\nlatency: {time_to_first_token: 100ms}\n");
        using var program = await RunningProgram.Start(folder.Path, new Dictionary<string, string>(), "--port", "0");
        using var http = new HttpClient { BaseAddress = program.Url };
        await Eventually.Holds(async () => (await http.GetAsync("/ready")).IsSuccessStatusCode, () => "The program did not become ready.");

        var metrics = await http.GetStringAsync("/metrics") + await http.GetStringAsync("/metrics?format=vllm");

        Assert.DoesNotContain("provider=\"openai\",status", metrics, StringComparison.Ordinal);
        Assert.DoesNotContain("model_name", metrics, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_warm_up_ends_when_the_server_stops()
    {
        using var stop = new CancellationTokenSource();
        var running = new WarmUpRun(TestServer.Tokenizers).Run(TimeSpan.FromDays(1), stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running.OrFail());
    }
}
