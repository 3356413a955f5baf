using System.Text.Json;
using System.Text.RegularExpressions;

namespace MockLlm.Web.Tests.Docs;

/// <summary>
/// The commands of load generators. They need not be installed: the requests that they send, as their sources have them, are sent by the
/// test. The script of k6 is run by Node, with a small imitation of k6's modules.
/// </summary>
internal static class LoadGenerators
{
    private const string Yaml = "defaults: {generate: {tokens: {mean: 300, cv: 0.5}}}";
    private const string Chat = "/v1/chat/completions";

    public static bool Knows(string command) => command.Split(' ')[0] is "guidellm" or "inference-perf" or "aiperf" or "k6";

    public static async Task Replay(string command)
    {
        await using var server = await TestServer.Start(Yaml);
        await (command.Split(' ')[0] switch
        {
            "guidellm" => GuideLlm(server, command),
            "inference-perf" => InferencePerf(server, command),
            "aiperf" => AiPerf(server, command),
            _ => K6(server, command),
        });
    }

    private static async Task GuideLlm(TestServer server, string command)
    {
        var tokens = int.Parse(Option(command, "output_tokens=(\\d+)"), null);
        Assert.Contains("--model gpt-4o ", command, StringComparison.Ordinal);
        Assert.True((await server.Http.GetAsync("/health")).IsSuccessStatusCode);
        Assert.Contains("\"gpt-4o\"", await server.Http.GetStringAsync("/v1/models"), StringComparison.Ordinal);

        var chunks = await Stream(server, $$$""" "stop":null,"ignore_eos":true,"max_completion_tokens":{{{tokens}}},"stream_options":{"include_usage":true,"continuous_usage_stats":true}""");

        Assert.All(chunks, chunk => Assert.Equal(JsonValueKind.Object, chunk.GetProperty("usage").ValueKind));
        Assert.Equal(tokens, Completion(chunks[^1]));
    }

    private static async Task InferencePerf(TestServer server, string command)
    {
        var config = await File.ReadAllTextAsync(Repository.PathTo(Option(command, "--config_file (\\S+)")));
        Assert.Matches(@"(?m)^  ignore_eos: true$", config);
        Assert.Matches(@"(?m)^  model_name: gpt-4o$", config);
        Assert.Matches(@"(?m)^api: \{type: chat, streaming: true\}$", config);
        var tokens = int.Parse(Option(config, "output_distribution: .*mean: (\\d+)"), null);

        var chunks = await Stream(server, $$$""" "max_tokens":{{{tokens}}},"ignore_eos":true,"stream_options":{"include_usage":true}""");

        Assert.Equal(tokens, Completion(chunks[^1]));
    }

    private static async Task AiPerf(TestServer server, string command)
    {
        var tokens = int.Parse(Option(command, "--output-tokens-mean (\\d+)"), null);
        Assert.Equal("ignore_eos:true", Option(command, "--extra-inputs (\\S+)"));

        var chunks = await Stream(server, $$$""" "max_completion_tokens":{{{tokens}}},"ignore_eos":true,"stream_options":{"include_usage":true}""");

        Assert.Equal(tokens, Completion(chunks[^1]));
        Assert.True((await server.Http.GetAsync("/metrics")).IsSuccessStatusCode);
    }

    private static async Task K6(TestServer server, string command)
    {
        Assert.True(CommandRun.IsInstalled("node"), "node is not installed: install Node.js 20 or newer to run the script of k6.");
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(Path.Combine(folder.Path, "node_modules", "k6"));
        folder.Write("node_modules/k6/package.json", """{"type":"module","exports":{".":"./k6.js","./http":"./http.js","./metrics":"./metrics.js"}}""");
        folder.Write("node_modules/k6/k6.js", "export const check = (it, checks) => { for (const [name, holds] of Object.entries(checks)) { if (!holds(it)) { throw new Error(name); } } };");
        folder.Write("node_modules/k6/metrics.js", "export class Counter { add() { throw new Error('overloaded'); } }");
        // A call of k6 waits for the answer. Only another process can do that in Node.
        folder.Write("node_modules/k6/http.js", """
            import { execFileSync } from 'node:child_process';
            const post = (url, body, { headers }) => {
              const text = execFileSync('curl', ['-sS', '-w', '%{http_code}', url, '-d', body, ...Object.entries(headers).flatMap(header => ['-H', header.join(': ')])], { encoding: 'utf8' });
              return { status: Number(text.slice(-3)), json: path => path.split('.').reduce((at, name) => at[name], JSON.parse(text.slice(0, -3))) };
            };
            export default { post };
            """);
        folder.Write("chat.mjs", await File.ReadAllTextAsync(Repository.PathTo(Option(command, "(\\S+)$"))));
        folder.Write("run.mjs", """
            globalThis.__ENV = { BASE_URL: process.argv[2], RATE: '50' };
            const { default: run, options } = await import('./chat.mjs');
            run();
            console.log(options.scenarios.chat.rate);
            """);

        var run = await CommandRun.Of("node", ["run.mjs", server.Url.GetLeftPart(UriPartial.Authority)], folder.Path);

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal("50\n", run.Output);
    }

    private static async Task<IReadOnlyList<JsonElement>> Stream(TestServer server, string fields)
    {
        var body = $$$"""{"model":"gpt-4o","stream":true,"messages":[{"role":"user","content":"any prompt"}],{{{fields}}}}""";
        using var answer = await server.Http.PostAsync(Chat, new StringContent(body, null, "application/json"));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        Assert.EndsWith("data: [DONE]\n\n", text, StringComparison.Ordinal);
        var chunks = text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries)[..^1].Select(line => JsonDocument.Parse(line["data: ".Length..]).RootElement).ToList();
        Assert.Contains(chunks, chunk => chunk.GetProperty("choices").EnumerateArray().Any(choice => choice.GetProperty("finish_reason").ValueEquals("length")));
        return chunks;
    }

    private static int Completion(JsonElement chunk) => chunk.GetProperty("usage").GetProperty("completion_tokens").GetInt32();

    private static string Option(string text, string pattern) => Regex.Match(text, pattern) is { Success: true } found ? found.Groups[1].Value : throw new InvalidOperationException($"{pattern} is not in {text}");
}
