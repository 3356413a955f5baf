using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using MockLlm.Engine;

namespace MockLlm.Web.Tests.Plugins;

/// <summary>DLLs that a test writes, of C# that it shows.</summary>
internal static class WrittenPlugin
{
    private static readonly IReadOnlyList<MetadataReference> Framework =
    [
        .. Directory.EnumerateFiles(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "System*.dll")
            .Where(file => !Path.GetFileName(file).Contains(".Native.", StringComparison.Ordinal))
            .Select(file => MetadataReference.CreateFromFile(file)),
    ];

    public static MetadataReference Engine { get; } = MetadataReference.CreateFromFile(typeof(LlmProvider).Assembly.Location);

    /// <summary>Compiles an assembly against the framework and what else it refers to, and writes it.</summary>
    /// <returns>Its path.</returns>
    public static string Write(TemporaryFolder folder, string name, string code, params IEnumerable<MetadataReference> references)
    {
        var compilation = CSharpCompilation.Create(
            name, [CSharpSyntaxTree.ParseText(code)], [.. Framework, .. references], new(OutputKind.DynamicallyLinkedLibrary));
        var file = Path.Combine(folder.Path, name + ".dll");
        var emitted = compilation.Emit(file);
        Assert.True(emitted.Success, string.Join('\n', emitted.Diagnostics));
        return file;
    }

    /// <summary>An assembly of its own version, to refer to.</summary>
    public static string Library(TemporaryFolder folder, string name, string version) => Write(
        folder,
        name,
        $$"""
        [assembly: System.Reflection.AssemblyVersion("{{version}}")]
        public static class Own { public static string Words() => "own {{version}}"; }
        """);
}
