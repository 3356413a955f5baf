namespace MockLlm.Web.Tests.OpenAiSpecification;

/// <summary>
/// Where OpenAI's published specification is. The file is not part of this repository. It is expected at
/// <c>shared/data/openai-openapi.json</c> in a folder above the repository, or where <c>MOCKLLM_OPENAI_SPEC</c> says.
/// </summary>
internal static class SpecificationFile
{
    public const string Variable = "MOCKLLM_OPENAI_SPEC";

    /// <summary>The path of the file, or null if there is no file.</summary>
    public static string? Path { get; } = Find(Environment.GetEnvironmentVariable(Variable), Repository.Root);

    /// <summary>Why the tests are skipped, or null if they run. In CI they always run, and fail without the file.</summary>
    public static string? WhySkipped { get; } = ReasonToSkip(Path, Environment.GetEnvironmentVariable("CI"));

    /// <summary>Returns the path of the file, or null if there is no file.</summary>
    /// <param name="named">The value of the environment variable, or null if it is not set.</param>
    /// <param name="repository">The folder of the repository.</param>
    public static string? Find(string? named, string repository) => named is null
        ? FoldersAbove(repository).Select(static folder => System.IO.Path.Combine(folder, "shared", "data", "openai-openapi.json")).FirstOrDefault(File.Exists)
        : File.Exists(named) ? named : null;

    public static string? ReasonToSkip(string? path, string? ci) => path is null && ci != "true"
        ? $"OpenAI's specification is not here. Put it at ../shared/data/openai-openapi.json, or name its path in {Variable}."
        : null;

    private static IEnumerable<string> FoldersAbove(string folder)
    {
        while (System.IO.Path.GetDirectoryName(System.IO.Path.TrimEndingDirectorySeparator(folder)) is { } above)
        {
            yield return folder = above;
        }
    }
}
