using System.Text.RegularExpressions;

namespace MockLlm.Bench.Fuzzing;

/// <summary>The examples of <c>responses.yml</c> in the documentation.</summary>
internal static partial class Examples
{
    /// <summary>All YAML blocks.</summary>
    public static readonly IReadOnlyList<string> Yaml =
        [.. Pages().SelectMany(page => Block().Matches(page).Select(match => match.Groups["text"].Value)).Where(text => text.Length < 3000)];

    /// <summary>All texts of these blocks that are templates.</summary>
    public static readonly IReadOnlyList<string> Templates =
    [
        .. Yaml.SelectMany(yaml => Quoted().Matches(yaml).Select(match => match.Groups["text"].Value)).Where(text => text.Contains("{{", StringComparison.Ordinal)),
        "{{#if request.stream}}a{{else}}b{{/if}} {{#unless tool_result}}c{{/unless}}",
        "{{#each request.list}}{{ this }} {{ @index }} {{ @first }} {{ ../prompt }}{{#each ../request.list}}{{ @key }}{{/each}}{{/each}}",
        "{{#with request.map}}{{ a }} {{ b.c }} {{ this }}{{/with}} {{ header.x-tenant }} {{ uuid }} {{ now }} {{ turn }} {{ model }} {{ provider }} {{ system }}",
        "{{!-- a --}}{{! b }}\\{{ prompt }} {{{ prompt }}} {{~ prompt ~}} {{ request.[odd name] }}",
    ];

    private static IEnumerable<string> Pages()
    {
        var assembly = typeof(Examples).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.EndsWith(".md", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            yield return reader.ReadToEnd();
        }
    }

    [GeneratedRegex("(?ms)^```ya?ml\n(?<text>.*?)^```")]
    private static partial Regex Block();

    [GeneratedRegex("\"(?<text>(?:[^\"\\\\]|\\\\.)*)\"")]
    private static partial Regex Quoted();
}
