using MockLlm.Bench.Load;
using MockLlm.Bench.Measures;

namespace MockLlm.Bench.Suite;

/// <summary>Streams and events per second of a streamed chat completion without pacing.</summary>
internal static class StreamRate
{
    public static async Task Run(SuiteRun run, int? seconds, CancellationToken stop)
    {
        var plan = new LoadPlan
        {
            Port = 0,
            Body = Conversation.Request(stream: true),
            Connections = PlainRate.Connections,
            Duration = TimeSpan.FromSeconds(seconds ?? (run.Quick ? 1 : 5)),
        };
        await Measure("streams", plan, run, stop);
        await Measure("streams, bare by event", plan, run, stop, "--flush-each");
    }

    private static async Task Measure(string name, LoadPlan plan, SuiteRun run, CancellationToken stop, params string[] bareOptions)
    {
        await using var servers = await run.Start(Conversation.Responses(Conversation.Answer), stop, bareOptions);
        await SameAnswer.Check(servers.Bare, servers.Mockllm, plan.Body, stop);
        await Loaded.RunWell(servers.Bare, plan, stop);
        await Loaded.RunWell(servers.Mockllm, plan, stop);
        await run.Rounded(name, () => Loaded.RunWell(servers.Bare, plan, stop), () => Loaded.RunWell(servers.Mockllm, plan, stop), (bare, mock) =>
        {
            var (bareEvents, mockEvents) = (bare.Client.Events / bare.Client.Time.TotalSeconds, mock.Client.Events / mock.Client.Time.TotalSeconds);
            run.Report.Add(name, "server CPU, us per event", bare.ProcessorPerEvent, mock.ProcessorPerEvent);
            run.Report.Add(name, "streams/s", bare.Client.Rate, mock.Client.Rate);
            run.Report.Add(name, "events/s", bareEvents, mockEvents);
            return $"{bare.ProcessorPerEvent:F2} and {mock.ProcessorPerEvent:F2} us per event, {bareEvents:F0} and {mockEvents:F0} events/s";
        }, stop);
    }
}
