using System.Globalization;
using MockLlm.Engine.Faults;

namespace MockLlm.Web.Tests.Sdk.Clients;

/// <summary>The table of docs/faults.md that says what the vendors' clients do when they meet a fault.</summary>
internal static class ClientTable
{
    public static IReadOnlyList<string> Kinds => FaultKinds.Names;

    public static string Of(IReadOnlyDictionary<ClientCall, (ClientOutcome Outcome, int Requests)> seen)
    {
        var lines = new List<string>
        {
            "| kind | answer | " + string.Join(" | ", ClientCall.Names) + " |",
            "|---|---|" + string.Concat(ClientCall.Names.Select(_ => "---|")),
        };
        foreach (var kind in Kinds)
        {
            foreach (var stream in new[] { false, true })
            {
                var cells = ClientCall.Names.Select(client => Cell(seen[new(client, kind, stream)]));
                lines.Add($"| `{kind}` | {(stream ? "stream" : "plain")} | {string.Join(" | ", cells)} |");
            }
        }

        return string.Join('\n', lines) + "\n";
    }

    private static string Cell((ClientOutcome Outcome, int Requests) seen)
    {
        var retries = seen.Requests - 1;
        return Said(seen.Outcome) + (retries > 0 ? string.Create(CultureInfo.InvariantCulture, $", after {retries} retries") : "");
    }

    private static string Said(ClientOutcome seen) => seen switch
    {
        { Failure: "waits" } => "waits on, without a limit of its own",
        { Failure: { } failure, Status: { } status } => string.Create(CultureInfo.InvariantCulture, $"`{failure}` {status}") + After(seen.Text),
        { Failure: { } failure } => $"`{failure}`" + After(seen.Text),
        { Tool: { Length: > 0 } tool } => $"`{tool}`, finish reason `{seen.End}`",
        { Text: ClientCall.Answer, End: null } => "silence: the whole text, no finish reason",
        { Text: ClientCall.Answer } => "the answer",
        { Text: null or "", End: null } => "silence: nothing at all",
        { End: null } => "silence: part of the text, no finish reason",
        { Text: null or "" } => $"no text, finish reason `{seen.End}`",
        _ when IsPart(seen.Text) => $"part of the text, finish reason `{seen.End}`",
        _ => $"another text, finish reason `{seen.End}`",
    };

    private static string After(string? text) => string.IsNullOrEmpty(text) ? "" : text == ClientCall.Answer ? " after the whole text" : " after part of the text";

    private static bool IsPart(string text) => ClientCall.Answer.StartsWith(text, StringComparison.Ordinal);
}
