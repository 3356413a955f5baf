using MockLlm.Bench.Load;
using MockLlm.Bench.Measures;
using MockLlm.Bench.Servers;

namespace MockLlm.Bench.Suite;

/// <summary>Requests per second of a plain chat completion without pacing.</summary>
internal static class PlainRate
{
    public const int Connections = 64;

    public static async Task Run(SuiteRun run, int? seconds, CancellationToken stop)
    {
        var plan = new LoadPlan
        {
            Port = 0,
            Body = Conversation.Request(),
            Connections = Connections,
            Duration = TimeSpan.FromSeconds(seconds ?? (run.Quick ? 1 : 5)),
        };
        await using var servers = await run.Start(Conversation.Responses(Conversation.Answer), stop);
        await SameAnswer.Check(servers.Bare, servers.Mockllm, Conversation.Request(), stop);
        await Load(servers.Bare, plan, stop);
        await Load(servers.Mockllm, plan, stop);
        await run.Rounded("plain", () => Load(servers.Bare, plan, stop), () => Load(servers.Mockllm, plan, stop), (bare, mock) =>
        {
            run.Report.Add("plain", "server CPU, us per request", bare.ProcessorPerResponse, mock.ProcessorPerResponse);
            run.Report.Add("plain", "requests/s", bare.Client.Rate, mock.Client.Rate);
            return $"{bare.ProcessorPerResponse:F1} and {mock.ProcessorPerResponse:F1} us per request, {bare.Client.Rate:F0} and {mock.Client.Rate:F0} requests/s";
        }, stop);
    }

    private static Task<Loaded> Load(ServerProcess server, LoadPlan plan, CancellationToken stop) => Loaded.RunWell(server, plan, stop);
}
