using System.Text.RegularExpressions;
using MockLlm.Engine.Catalog;
using MockLlm.Engine.Configuration;
using MockLlm.Engine.Yaml;

namespace MockLlm.Engine.Tests.Configuration;

/// <summary>What docs/responses-yml.md says is so.</summary>
public sealed partial class ResponsesPageTests
{
    // The project has no reference to the providers. These are their settings.
    private static readonly KnownProvider[] Providers = [new("openai", typeof(OpenAiSettings)), "anthropic"];
    private static readonly string Page = File.ReadAllText(Path.Combine(Root(), "docs", "responses-yml.md"));

    public static TheoryData<string> Examples => [.. Fences("yaml")];

    [Theory]
    [MemberData(nameof(Examples))]
    public void Every_example_is_valid(string yaml)
    {
        var reading = SnapshotReader.Read(yaml, Providers);

        Assert.Empty(reading.Errors);
        Assert.Empty(reading.Warnings);
    }

    [Fact]
    public void The_broken_example_has_the_errors_that_are_shown()
    {
        var texts = Fences("text");
        var (broken, shown) = (texts[^2], texts[^1]);

        Assert.Equal(shown.TrimEnd(), ConfigError.Render("responses.yml", SnapshotReader.Read(broken, Providers).Errors));
    }

    [Theory]
    [InlineData("zzz: 1", "")]
    [InlineData("defaults: {zzz: 1}", "defaults.")]
    [InlineData("settings: {zzz: 1}", "settings.")]
    [InlineData("server: {zzz: 1}", "server.")]
    [InlineData("latency: {zzz: 1}", "latency.")]
    [InlineData("limits: {zzz: 1}", "limits.")]
    [InlineData("providers: {openai: {zzz: 1}}", "providers.<name>.")]
    public void Every_known_key_is_explained(string unknownKey, string section)
    {
        var message = Assert.Single(SnapshotReader.Read(unknownKey, ["openai"]).Errors).Message;
        var known = message[(message.IndexOf("known are ", StringComparison.Ordinal) + "known are ".Length)..].Split(", ");

        Assert.All(known, key => Assert.Matches($"(?m)^\\| `{Regex.Escape(section + key)}[`.]", Page));
    }

    [Fact]
    public void The_file_in_the_repository_is_valid() =>
        Assert.Empty(SnapshotReader.Read(File.ReadAllText(Path.Combine(Root(), "responses.yml")), Providers).Errors);

    private static string[] Fences(string language) =>
        [.. Fence().Matches(Page).Where(match => match.Groups["language"].Value == language).Select(match => match.Groups["text"].Value)];

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "MockLlm.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests run outside the repository.");
        }

        return folder.FullName;
    }

    private sealed record OpenAiSettings(string? Flavour = null);

    [GeneratedRegex(@"^```(?<language>\w+)\r?\n(?<text>.*?)^```\r?$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();
}
