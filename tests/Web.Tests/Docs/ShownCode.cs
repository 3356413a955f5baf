using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MockLlm.Web.Tests.Docs;

/// <summary>Compiles the C# that a page shows, as a class library that references MockLlm.Engine and, for its tests, MockLlm.Testing, and has no implicit usings.</summary>
internal sealed class ShownCode
{
    private static readonly string[] NotReferenced = ["mockllm", "MockLlm.Providers", "MockLlm.Samples", "MockLlm.Web.Tests"];

    private static readonly IReadOnlyList<MetadataReference> Platform =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(file => !NotReferenced.Contains(Path.GetFileNameWithoutExtension(file)))
            .Select(file => MetadataReference.CreateFromFile(file)),
    ];

    // CS1701, an assembly that was built against an older framework, is left out by every SDK project, too.
    private static readonly CSharpCompilationOptions Options = new(
        OutputKind.DynamicallyLinkedLibrary,
        nullableContextOptions: NullableContextOptions.Enable,
        specificDiagnosticOptions: [new("CS1701", ReportDiagnostic.Suppress)]);

    private readonly AssemblyLoadContext _context = new("page");
    private readonly List<MetadataReference> _compiled = [];

    /// <summary>Compiles files into an assembly that later ones may use. Whatever the compiler has to say fails the test.</summary>
    public Assembly Compile(string name, IEnumerable<string> files)
    {
        var compilation = CSharpCompilation.Create(
            name,
            files.Select(file => CSharpSyntaxTree.ParseText(file)),
            [.. Platform, .. _compiled],
            Options);
        using var bytes = new MemoryStream();
        var emitted = compilation.Emit(bytes);
        Assert.Empty(emitted.Diagnostics.Where(said => said.Severity >= DiagnosticSeverity.Warning));
        var image = bytes.ToArray();
        _compiled.Add(MetadataReference.CreateFromImage(image));
        return _context.LoadFromStream(new MemoryStream(image));
    }
}
