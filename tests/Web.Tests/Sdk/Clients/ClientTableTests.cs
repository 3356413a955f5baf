using System.Collections.Concurrent;
using System.Text.Json;
using MockLlm.Web.Tests.Docs;

namespace MockLlm.Web.Tests.Sdk.Clients;

/// <summary>
/// Writes the table of docs/faults.md by calling the vendors' clients. Run it with MOCKLLM_WRITE_DOCS=true to put what it sees into the
/// page; without, the page must show it already.
/// </summary>
[Collection(nameof(NodeScripts))]
public sealed class ClientTableTests
{
    private const string DocsPage = "docs/faults.md";

    // Clients that wait are given a limit of their own, and are left alone after another.
    private static readonly string[] Waiting = ["hang", "stall"];
    private static readonly TimeSpan ShortPatience = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(50);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    private static readonly Dictionary<string, string> OwnKeys = new()
    {
        ["delay"] = "by: 100ms",
        ["drip"] = "bytes: 64, pause: 2ms",
    };

    [NodeTheory]
    [InlineData(DocsPage)]
    public async Task The_page_shows_what_the_vendors_clients_do(string page)
    {
        var faults = ClientTable.Kinds.Select(kind => $"- {{kind: {kind}, when: {{model: \"{kind}/*\"}}{(OwnKeys.TryGetValue(kind, out var keys) ? ", " + keys : "")}}}\n");

        await Shows(page, "clients", ClientTable.Of(await Seen(faults, ClientTable.Kinds, [false, true])));
    }

    [NodeTheory]
    [InlineData(DocsPage)]
    public async Task The_page_shows_which_statuses_are_tried_again(string page)
    {
        var faults = RetryTable.Rows.Select(row => $"- {{kind: status, when: {{model: \"{row.Kind}/*\"}}, {row.Keys}}}\n");

        await Shows(page, "retries", RetryTable.Of(await Seen(faults, RetryTable.Rows.Select(row => row.Kind), [false])));
    }

    private static async Task Shows(string page, string name, string table)
    {
        var (begin, end) = ($"<!-- {name}: begin -->\n", $"<!-- {name}: end -->\n");
        if (Environment.GetEnvironmentVariable("MOCKLLM_WRITE_DOCS") == "true")
        {
            var text = Page.Text(page);
            var rest = text.IndexOf(end, StringComparison.Ordinal);
            await File.WriteAllTextAsync(Repository.PathTo(page), text[..text.IndexOf(begin, StringComparison.Ordinal)] + begin + "\n" + table + "\n" + text[rest..]);
        }

        Assert.Contains(begin + "\n" + table + "\n" + end, Page.Text(page), StringComparison.Ordinal);
    }

    private static async Task<Dictionary<ClientCall, (ClientOutcome Outcome, int Requests)>> Seen(
        IEnumerable<string> faults, IEnumerable<string> kinds, IReadOnlyList<bool> streams)
    {
        var requests = new ConcurrentDictionary<string, int>();
        var yaml = $"responses: {{\"{ClientCall.Prompt}\": \"{ClientCall.Answer}\"}}\nsettings: {{chunk: word}}\n"
            + $"rules: [{{when: {{model: [{string.Join(", ", ClientCall.KindsOfTools.Select(kind => $"\"{kind}/*\""))}]}}, reply: {{tool_calls: [{ClientCall.Tool}]}}}}]\nfaults:\n" + string.Concat(faults);
        await using var server = await TestServer.Start(
            options => options with { Observer = new(static (http, next) => next(http), (_, _, body) => Count(requests, body)) }, yaml);
        var calls = kinds.SelectMany(kind => ClientCall.Names.SelectMany(client => streams.Select(stream => new ClientCall(client, kind, stream)))).ToList();
        var outcomes = await Outcomes(calls, server.Url);
        return outcomes.ToDictionary(seen => seen.Key, seen => (seen.Value, requests[seen.Key.Model]));
    }

    private static void Count(ConcurrentDictionary<string, int> requests, ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body);
        using var parsed = JsonDocument.ParseValue(ref reader);
        requests.AddOrUpdate(parsed.RootElement.GetProperty("model").GetString()!, 1, static (_, count) => count + 1);
    }

    private static async Task<Dictionary<ClientCall, ClientOutcome>> Outcomes(List<ClientCall> calls, Uri server)
    {
        var node = calls.Where(call => call.Client.EndsWith("node", StringComparison.Ordinal)).ToList();
        var dotnet = calls.Except(node).ToList();
        var ofNode = Node(node, server);
        var ofDotnet = Task.WhenAll(dotnet.Select(call => Dotnet(call, server)));
        return node.Zip(await ofNode).Concat(dotnet.Zip(await ofDotnet)).ToDictionary(seen => seen.First, seen => seen.Second);
    }

    private static async Task<ClientOutcome> Dotnet(ClientCall call, Uri server)
    {
        using var end = new CancellationTokenSource(LimitOf(call));
        return await DotnetClients.Call(call, server, PatienceOf(call), end.Token);
    }

    private static async Task<IReadOnlyList<ClientOutcome>> Node(IEnumerable<ClientCall> calls, Uri server)
    {
        var asked = calls.Select(call => new
        {
            client = call.Client,
            model = call.Model,
            stream = call.Stream,
            patience = PatienceOf(call).TotalMilliseconds,
            limit = LimitOf(call).TotalMilliseconds,
        });
        var script = Repository.PathTo("tests", "Web.Tests", "Sdk", "Node", "faults.mjs");
        var run = await CommandRun.Of("node", [script, server.GetLeftPart(UriPartial.Authority), JsonSerializer.Serialize(asked)], Path.GetDirectoryName(script));
        Assert.True(run.ExitCode == 0, run.Error);
        return JsonSerializer.Deserialize<IReadOnlyList<ClientOutcome>>(run.Output, JsonSerializerOptions.Web)!;
    }

    private static TimeSpan PatienceOf(ClientCall call) => Waiting.Contains(call.Kind) ? ShortPatience : Patience;

    private static TimeSpan LimitOf(ClientCall call) => Waiting.Contains(call.Kind) ? Longest : Patience;
}
