using System.Globalization;

namespace MockLlm.Web.Tests.Sdk.Clients;

/// <summary>The table of docs/faults.md that says which statuses the vendors' clients try again.</summary>
internal static class RetryTable
{
    /// <summary>What a row's models begin with, its fault's own keys, and what it is called.</summary>
    public static IReadOnlyList<(string Kind, string Keys, string Name)> Rows { get; } =
    [
        .. new[] { 400, 408, 409, 413, 425, 429, 500, 502, 503, 504, 529 }.Select(status => ($"status-{status}", $"status: {status}", $"{status}")),
        ("never-500", "status: 500, headers: {x-should-retry: 'false'}", "500 with `x-should-retry: false`"),
        ("always-400", "status: 400, headers: {x-should-retry: 'true'}", "400 with `x-should-retry: true`"),
    ];

    public static string Of(IReadOnlyDictionary<ClientCall, (ClientOutcome Outcome, int Requests)> seen)
    {
        var lines = new List<string>
        {
            "| status | " + string.Join(" | ", ClientCall.Names) + " |",
            "|---|" + string.Concat(ClientCall.Names.Select(_ => "---|")),
        };
        lines.AddRange(Rows.Select(row => $"| {row.Name} | {string.Join(" | ", ClientCall.Names.Select(client => Retries(seen[new(client, row.Kind, false)].Requests - 1)))} |"));
        return string.Join('\n', lines) + "\n";
    }

    private static string Retries(int count) => count == 0 ? "no" : string.Create(CultureInfo.InvariantCulture, $"{count} times");
}
