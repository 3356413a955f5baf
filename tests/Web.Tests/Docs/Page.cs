using System.Text.RegularExpressions;

namespace MockLlm.Web.Tests.Docs;

/// <summary>A page of the repository, for what it shows to be run.</summary>
internal static partial class Page
{
    /// <summary>Where the pages say that the server is.</summary>
    public const string Address = "http://127.0.0.1:8000";

    /// <summary>The pages whose every fenced block is run.</summary>
    public static IReadOnlyList<string> Names { get; } = ["README.md", "CONTRIBUTING.md", "docs/latency.md", "docs/faults.md", "docs/control.md", "docs/rules.md", "docs/load-testing.md", "docs/precedence.md", "docs/security.md"];

    public static string Text(string name) => File.ReadAllText(Repository.PathTo(name)).ReplaceLineEndings("\n");

    public static IReadOnlyList<(string Language, string Text)> Fences(string name) =>
        [.. Fence().Matches(Text(name)).Select(fence => (fence.Groups["language"].Value, fence.Groups["text"].Value))];

    /// <summary>How many lines open or close a fence, in whatever form Markdown knows.</summary>
    public static int FenceLines(string name) => FenceLine().Count(Text(name));

    /// <summary>The files that a page links to, from the repository's root.</summary>
    public static IReadOnlyList<string> LinkedFiles(string name) =>
        [.. Link().Matches(Text(name)).Select(link => link.Groups["target"].Value).Where(target => !target.Contains("://", StringComparison.Ordinal))
            .Select(target => Path.Combine(Path.GetDirectoryName(name)!, target))];

    /// <summary>The commands of a shell block, continued lines joined.</summary>
    public static IReadOnlyList<string> Commands(string shell) =>
        shell.Replace("\\\n", " ", StringComparison.Ordinal).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    [GeneratedRegex(@"^```(?<language>\w+)\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"^\s*(```|~~~)", RegexOptions.Multiline)]
    private static partial Regex FenceLine();

    [GeneratedRegex(@"\]\((?<target>[^)#]+)")]
    private static partial Regex Link();
}
