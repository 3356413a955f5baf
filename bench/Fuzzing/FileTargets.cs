using System.Text.Json;
using System.Text.RegularExpressions;
using CsCheck;
using MockLlm.Engine;
using MockLlm.Engine.Configuration.Files;
using MockLlm.Engine.Randomness;
using MockLlm.Engine.Rules.Replies;
using MockLlm.Engine.Tokenization;

namespace MockLlm.Bench.Fuzzing;

/// <summary>The readers of a configuration file. They run in this process.</summary>
internal static partial class FileTargets
{
    private const int LongestSmall = 8_000;

    private static readonly Quick Quick = new(static () => Environment.CpuUsage.TotalTime);

    private static readonly Lazy<Tokenizers> Tokenizers = new(Engine.Tokenization.Tokenizers.Start);

    private static readonly string[] Fragments =
    [
        "a", "responses", "settings:", "rules:", "faults:", "latency:", "limits:", "models:", "providers:", "server:", "plugins:", "when:", "reply:", "replies:", "seed: ", ":", ": ", "- ", "? ",
        "\n", "\n  ", "\r\n", "\t", " ", "'", "\"", "\\", "[", "]", "{", "}", ",", "#", " #", "&a ", "*a", "!", "!!str ", "!!int ", "!!binary ", "|", ">", "|2-", "<<", "<<: *a", "---\n", "...\n",
        "%YAML 1.1\n", "%TAG ! x\n", "@", "`", "\u0085", "\u2028", "\uFEFF", "ä", "😀", "\uD800", "\0", "~", "null", "-1", "0", "true", "20", "20ms", "1d", "99999d", "1e999", "0x10", "0o7", ".inf", ".nan",
        "2001-01-01", "1_000", "99999999999999999999", "5 min", "40µs", "1.5.5s", "32MiB", "{mean: 1ms, cv: 0.3}", "{median: 3s, p99: 1s}", "{samples: []}", "{min: 2ms, max: 1ms}", "[[[[", "{a: {a: {a: ",
        "{{ prompt }}", "{{#each request.a}}", "{{", "}}", "(a+)+$", "[", "(?<x>", "*", "gpt-4*", "kind: reset", "probability: 2", "at: 0.5", "{regex: '('}", "X-MockLlm-Fault",
    ];

    private static readonly string[] Syntax =
    [
        "{{", "}}", "{{{", "}}}", "{{#if ", "{{#each ", "{{#with ", "{{#unless ", "{{/if}}", "{{/each}}", "{{else}}", "{{else if prompt}}", "{{!--", "--}}", "{{! ", "{{>", "{{&", "{{^", "{{~", "~}}", "\\{{", "\\\\{{",
        "../", "@index", "@root", "@key", "this", ".", "[", "]", "(", ")", "|", "as |x|", "=", "\"", "'", "prompt", "request.", "request.list", "header.x", "uuid", "lookup", "log", "1", "true", "null", " ", "\n", "é", "😀",
        "{{#*inline \"a\"}}", "{{#> a}}", "{{#each request.list}}{{#each ../request.list}}", "{{lookup request.list 0}}",
    ];

    public static IReadOnlyList<FuzzTarget> All =>
    [
        new("yaml", TextMutation.Of([.. Examples.Yaml], Fragments).Select(text => new FuzzInput("responses.yml", text)), Yaml),
        new("templates", TextMutation.Of([.. Examples.Templates], Syntax).Select(text => new FuzzInput("a template", text)), Template),
    ];

    // The result is a snapshot, or errors with places inside of the text, in their order.
    private static string? Yaml(FuzzInput input) => Quick.Check(() =>
    {
        var reading = ConfigFile.Read(input.Bytes(), ["openai", "anthropic"]);
        if (reading.Snapshot is null == (reading.Errors.Count == 0))
        {
            return "neither a snapshot nor errors, or both";
        }

        var lines = LineBreak().Split(input.Text.StartsWith('\uFEFF') ? input.Text[1..] : input.Text);
        foreach (var error in reading.Errors.Concat(reading.Warnings))
        {
            if (error.Line < 1 || error.Line > lines.Length || error.Column < 1 || error.Column > lines[error.Line - 1].Length + 1)
            {
                return $"a mistake outside of the text at {error.Line}:{error.Column}: {error.Message}";
            }

            if (error.Message.Length == 0 || error.Message.Contains("Exception", StringComparison.Ordinal))
            {
                return $"a mistake that says nothing to a user: '{error.Message}'";
            }
        }

        return reading.Errors.SequenceEqual(reading.Errors.OrderBy(error => error.Line).ThenBy(error => error.Column)) ? null : "errors that are not in their order";
    });

    private static string? Template(FuzzInput input) => input.Text.Length > LongestSmall ? null : Quick.Check(() =>
    {
        var (template, advice) = Engine.Rules.Replies.Template.Of(input.Text);
        if (template is null)
        {
            return string.IsNullOrWhiteSpace(advice) ? "neither a template nor an advice" : null;
        }

        var head = new RequestHead("POST", "/", name => name == "x-tenant" ? "acme {{ prompt }}" : null, _ => null, _ => null);
        var conversation = new Engine.Conversation([new("system", "be kind"), new("user", "hi {{ model }}")], "gpt-4o");
        try
        {
            template.Fill(new ReplyContext(conversation, head, "openai", new RandomSource(1), Tokenizers.Value) { Fields = Fields, Work = new() });
        }
        catch (ReplyRefusedException)
        {
            // A template that takes too many steps refuses its request.
        }

        return null;
    });

    private static readonly Dictionary<string, JsonElement> Fields = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(
        """{"stream":true,"list":[1,"two",null,[3],{"a":4}],"map":{"a":"x","b":{"c":1.50}},"odd name":"o","user":"u","a":[]}""")!;

    [GeneratedRegex("\r\n|[\n\r\u0085\u2028\u2029]")]
    private static partial Regex LineBreak();
}
