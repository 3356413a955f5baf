using MockLlm.Bench.Load;
using MockLlm.Bench.Measures;
using MockLlm.Bench.Servers;

namespace MockLlm.Bench.Commands;

/// <summary>
/// A load in which every second stream is reset half way and its connection is opened again, next to a load without faults. It shows what the
/// server still holds afterwards, and whether the other requests were served.
/// </summary>
internal static class Resets
{
    private const int OtherConnections = 8;
    private const string OtherModel = "gpt-4o-mini";

    public static async Task Run(Arguments arguments, CancellationToken stop)
    {
        var time = TimeSpan.FromSeconds(arguments.Number("seconds", 60));
        var connections = arguments.Number("connections", 500);
        var faults = $"faults: [{{kind: reset, at: 0.5, probability: 0.5, when: {{model: {Conversation.Model}}}}}]\n";
        await using var mockllm = MockLlmServer.Start(arguments.Text("server"), Conversation.Responses(Conversation.Answer) + faults);
        var server = mockllm.Process;
        await Readiness.Warm(server, stop);
        await Loaded.RunWell(server, Others(TimeSpan.FromSeconds(2)), stop);

        Console.WriteLine($"{connections} connections for {time.TotalSeconds} s, half of all streams reset; beside them {OtherConnections} connections without faults");
        var (files, memory) = (server.OpenFiles, server.Memory);
        var load = Loaded.Run(server, Load(connections, time), stop);
        var others = await Loaded.RunWell(server, Others(time), stop);
        var reset = await load;
        await Task.Delay(TimeSpan.FromSeconds(2), stop);
        var left = server.OpenFiles - files;
        using var gauge = new OpenStreams(server);

        Console.WriteLine($"streams: {reset.Client.Answered} whole, {reset.Client.Broken} reset, {reset.Client.Refused} refused");
        Console.WriteLine($"others:  {others.Client.Answered} served, none refused or broken");
        Console.WriteLine($"after:   {await gauge.Count(stop)} streams open, {left} files or sockets more than before");
        Console.WriteLine($"memory:  {Megabytes(memory)} before, {Megabytes(reset.Peak)} at most, {Megabytes(server.Memory)} after");
    }

    private static LoadPlan Load(int connections, TimeSpan time) =>
        new() { Port = 0, Body = Conversation.Request(stream: true), Connections = connections, Duration = time, Reopens = true };

    private static LoadPlan Others(TimeSpan time) => new()
    {
        Port = 0,
        Body = Conversation.Request().Replace(Conversation.Model, OtherModel, StringComparison.Ordinal),
        Connections = OtherConnections,
        Duration = time,
    };

    private static string Megabytes(long bytes) => Figures.Text(bytes / 1e6, "F0") + " MB";
}
