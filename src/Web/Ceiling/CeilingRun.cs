using System.Text;
using MockLlm.Web.Connections;

namespace MockLlm.Web.Ceiling;

/// <summary>Measures what this machine can do, with a server in a process of its own and the client in this one.</summary>
/// <param name="plan">How long and how much is measured.</param>
/// <param name="time">The clock.</param>
/// <param name="say">Receives the progress.</param>
internal sealed class CeilingRun(CeilingPlan plan, TimeProvider time, Action<string> say)
{
    private const string Question = "what colour is the sky?";
    private const string LongQuestion = "tell me more about the sky";

    private string Responses => $"""
        server: {"{"}warm_up: false{"}"}
        responses:
          "{Question}": "The sky is purple except on Tuesday when it is  hue green."
          "{LongQuestion}": "{string.Concat(Enumerable.Repeat(" sky", plan.Tokens))}"
        settings: {"{"}lag_enabled: false{"}"}
        """;

    /// <summary>Starts the server, measures, and ends the server.</summary>
    /// <exception cref="InvalidOperationException">The server does not start, or nothing was answered.</exception>
    public async Task<CeilingFigures> Run(CancellationToken stop)
    {
        var server = await CeilingServer.Start(Responses, stop).ConfigureAwait(false);
        await using var disposed = server.ConfigureAwait(false);
        var before = MachineTimes.Now(Own(server));
        var plain = await Unpaced(server, "plain requests", isStream: false, result => result.AnswersPerSecond, result => result.Answered, stop).ConfigureAwait(false);
        var streams = await Unpaced(server, "streams at once", isStream: true, result => result.EventsPerSecond, result => result.Events, stop).ConfigureAwait(false);
        var (inTime, tooMany) = await Paced(server, stop).ConfigureAwait(false);
        var after = MachineTimes.Now(Own(server));
        return new(plain, streams, inTime, tooMany, before is null || after is null ? null : Quietness.Between(before, after));
    }

    private async Task<LoadFigures> Unpaced(
        CeilingServer server, string name, bool isStream, Func<LoadResult, double> perSecond, Func<LoadResult, long> count, CancellationToken stop)
    {
        say($"{name} …");
        var load = new LoadPlan(server.Port, Request(Question, isStream, ""), plan.Connections) { Time = plan.WarmUp };
        await Load.Run(load, time, stop).ConfigureAwait(false);
        var (serverStart, clientStart) = (server.ProcessorTime, Environment.CpuUsage.TotalTime);
        var result = await Load.Run(load with { Time = plan.Time }, time, stop).ConfigureAwait(false);
        var (serverTime, clientTime) = (server.ProcessorTime - serverStart, Environment.CpuUsage.TotalTime - clientStart);
        return result is { Answered: > 0, Failed: 0 }
            ? new(perSecond(result), serverTime.TotalMicroseconds / count(result), clientTime / result.Time, serverTime / result.Time)
            : throw new InvalidOperationException($"{name}: {result.Failed} connections failed, {result.Answered} requests were answered");
    }

    private async Task<(PacedFigures? InTime, PacedFigures? TooMany)> Paced(CeilingServer server, CancellationToken stop)
    {
        var tried = new Dictionary<int, PacedFigures>();
        var (fits, tooMany) = await CeilingSearch.Largest(plan.FirstStreams, MostStreams(), plan.Tries, async streams =>
        {
            say($"{streams:N0} paced streams …");
            var seen = await Paced(server, streams, stop).ConfigureAwait(false);
            tried[streams] = seen;
            return seen.Failed == 0 && seen.P99 <= plan.Bound;
        }).ConfigureAwait(false);
        return (tried.GetValueOrDefault(fits), tooMany is { } many ? tried[many] : null);
    }

    private async Task<PacedFigures> Paced(CeilingServer server, int streams, CancellationToken stop)
    {
        var milliseconds = plan.Gap.TotalMilliseconds;
        var header = string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"X-MockLlm-Latency: time_to_first_token={milliseconds}ms; inter_token={milliseconds}ms\r\n");
        var load = new LoadPlan(server.Port, Request(LongQuestion, isStream: true, header), streams)
        {
            Ramp = plan.Ramp,
            Gap = plan.Gap,
            Limit = (plan.Gap * plan.Tokens * 2) + plan.Ramp + TimeSpan.FromSeconds(5),
        };
        var start = server.ProcessorTime;
        var result = await Load.Run(load, time, stop).ConfigureAwait(false);
        return new(streams, result.Late.Quantile(0.99), result.Failed, (server.ProcessorTime - start).TotalMicroseconds / Math.Max(1, result.Events));
    }

    // The client and the server have the same limit on open files.
    private int MostStreams() => OpenFiles.Limit() is { } limit
        ? Math.Clamp(limit - OpenFiles.Least, 1, plan.MostStreams)
        : plan.MostStreams;

    private static TimeSpan Own(CeilingServer server) => Environment.CpuUsage.TotalTime + server.ProcessorTime;

    private static byte[] Request(string question, bool isStream, string headers)
    {
        var body = $$"""{"model":"gpt-4o","messages":[{"role":"user","content":"{{question}}"}],"stream":{{(isStream ? "true" : "false")}}}""";
        return Encoding.ASCII.GetBytes(
            $"POST /v1/chat/completions HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n{headers}Content-Length: {body.Length}\r\n\r\n{body}");
    }
}
