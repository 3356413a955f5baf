using System.Globalization;

namespace MockLlm.Web.Ceiling;

/// <summary>Writes the measured ceiling in a few lines.</summary>
internal static class CeilingReport
{
    // Below, some of the cores were idle, so that the client took nothing from the server.
    private const double Crowded = 0.9;

    public static IEnumerable<string> Lines(CeilingFigures seen, CeilingPlan plan, int cores)
    {
        var rate = (1 / plan.Gap.TotalSeconds).ToString("0.#", CultureInfo.InvariantCulture);
        yield return Text($"plain             {seen.Plain.PerSecond,12:N0} requests/s  {seen.Plain.ServerCpu,8:F1} us of server CPU for each");
        yield return Text($"streams at once   {seen.Streams.PerSecond,12:N0} events/s    {seen.Streams.ServerCpu,8:F1} us of server CPU for each");
        yield return seen.InTime is { } good
            ? Text($"paced, in time    {good.Streams,12:N0} streams     {good.ServerCpu,8:F1} us of server CPU for each event")
            : "paced, in time            none";
        yield return $"                  of {rate} tokens/s: the p99 of the lateness is {Lateness(seen.InTime)}, the bound is {Milliseconds(plan.Bound)}{Next(seen)}";
        if (seen.Machine is { IsQuiet: false } machine)
        {
            yield return $"Warning: the machine was not quiet ({machine}). Run it again when nothing else runs.";
        }

        var (plain, used) = (seen.Plain, (seen.Plain.ClientCores + seen.Plain.ServerCores) / cores);
        if (used > Crowded)
        {
            yield return Text(
                $"Warning: client and server shared {cores} cores and used them up. Of these, the client took {100 * plain.ClientCores / (plain.ClientCores + plain.ServerCores):F0} %. With a client elsewhere, the server can do more.");
        }
    }

    private static string Lateness(PacedFigures? good) => good is null ? "over it" : Milliseconds(good.P99);

    private static string Next(CeilingFigures seen) => seen.TooMany switch
    {
        null => ". More were not tried.",
        { Failed: > 0 } many => Text($". With {many.Streams:N0} streams, {many.Failed:N0} failed."),
        { } many => Text($". With {many.Streams:N0} streams it is {Milliseconds(many.P99)}."),
    };

    private static string Milliseconds(TimeSpan time) => Text($"{time.TotalMilliseconds:0.#} ms");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
