namespace MockLlm.Web.Tests.OpenAiSpecification;

/// <summary>The tests say why they are skipped, and are never skipped in CI.</summary>
public sealed class SpecificationFileTests
{
    [Fact]
    public void The_file_is_looked_for_in_the_folders_above_the_repository()
    {
        using var folder = new TemporaryFolder();
        var file = System.IO.Path.Combine(folder.Path, "shared", "data", "openai-openapi.json");
        var repository = System.IO.Path.Combine(folder.Path, "a", "b");
        Assert.Null(SpecificationFile.Find(file, repository));

        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
        File.WriteAllText(file, "{}");

        Assert.Equal(file, SpecificationFile.Find(null, repository));
        Assert.Equal(file, SpecificationFile.Find(file, repository));
        Assert.Null(SpecificationFile.Find(file + ".none", repository));
    }

    [Theory]
    [InlineData("/a.json", null, false)]
    [InlineData("/a.json", "true", false)]
    [InlineData(null, "true", false)]
    [InlineData(null, null, true)]
    [InlineData(null, "false", true)]
    public void Tests_are_skipped_only_without_the_file_and_outside_CI(string? path, string? ci, bool isSkipped)
    {
        var reason = SpecificationFile.ReasonToSkip(path, ci);

        Assert.Equal(isSkipped, reason is not null);
        Assert.Equal(isSkipped, reason?.Contains(SpecificationFile.Variable, StringComparison.Ordinal) ?? false);
    }

    [SpecificationFact]
    public void The_file_is_there_in_CI() => Assert.NotNull(SpecificationFile.Path);
}
