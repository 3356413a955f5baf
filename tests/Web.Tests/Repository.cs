namespace MockLlm.Web.Tests;

/// <summary>The files that the tests share with their readers.</summary>
internal static class Repository
{
    /// <summary>The folder of MockLlm.sln.</summary>
    public static string Root { get; } = Above(AppContext.BaseDirectory);

    public static string PathTo(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string Above(string folder) =>
        File.Exists(Path.Combine(folder, "MockLlm.sln")) ? folder : Above(Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(folder))!);
}
