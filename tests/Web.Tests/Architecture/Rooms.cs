using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MockLlm.Web.Tests.Architecture;

/// <summary>The rooms of one project, which are its folders, and which types of others each of them uses.</summary>
internal sealed class Rooms
{
    private const string GlobalUsings = """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;
        global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;
        """;

    private const string WebUsings = """
        global using Microsoft.AspNetCore.Builder; global using Microsoft.AspNetCore.Hosting; global using Microsoft.AspNetCore.Http;
        global using Microsoft.AspNetCore.Routing; global using Microsoft.Extensions.Configuration; global using Microsoft.Extensions.DependencyInjection;
        global using Microsoft.Extensions.Hosting; global using Microsoft.Extensions.Logging;
        """;

    private readonly string _root;

    private Rooms(string root, IReadOnlyList<Use> uses) => (_root, Uses) = (root, uses);

    /// <summary>A type that a file uses.</summary>
    /// <param name="From">The room of the file.</param>
    /// <param name="To">The room of the type.</param>
    /// <param name="What">The file and the type, for people.</param>
    public sealed record Use(string From, string To, string What);

    /// <summary>All uses across rooms. A room is a path such as <c>Faults</c> or <c>Faults/Kinds</c>.</summary>
    public IReadOnlyList<Use> Uses { get; }

    /// <summary>The folders of a project that hold code.</summary>
    public IReadOnlyList<string> Names => [.. Files(_root).Select(file => RoomOf(_root, file)).Where(room => room.Length > 0).Distinct().Order(StringComparer.Ordinal)];

    /// <param name="folder">The project's folder in <c>src</c>, such as <c>Engine</c>.</param>
    /// <param name="assembly">The project's assembly. Its name opens the internals of the projects below.</param>
    /// <param name="isWeb">Whether the project has the usings of a web project.</param>
    public static Rooms Of(string folder, string assembly, bool isWeb)
    {
        var root = Repository.PathTo("src", folder);
        var options = new CSharpParseOptions(LanguageVersion.Preview);
        var trees = Files(root).Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file), options, file)).ToList();
        var usings = CSharpSyntaxTree.ParseText(GlobalUsings + (isWeb ? WebUsings : ""), options);
        var compilation = CSharpCompilation.Create(assembly, [.. trees, usings], References(assembly), new(OutputKind.DynamicallyLinkedLibrary));
        return new(root, [.. trees.SelectMany(tree => UsesIn(tree, compilation.GetSemanticModel(tree), root)).Distinct()]);
    }

    private static IEnumerable<Use> UsesIn(SyntaxTree tree, SemanticModel model, string root)
    {
        var from = RoomOf(root, tree.FilePath);
        foreach (var name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>().Where(name => name is not IdentifierNameSyntax { IsVar: true }))
        {
            var symbol = model.GetSymbolInfo(name).Symbol;
            var type = symbol as INamedTypeSymbol ?? symbol?.ContainingType;
            var file = type?.OriginalDefinition.DeclaringSyntaxReferences.FirstOrDefault()?.SyntaxTree.FilePath;
            if (file is { Length: > 0 } && RoomOf(root, file) is var to && to != from)
            {
                yield return new(from, to, $"{Path.GetRelativePath(root, tree.FilePath)} uses {type!.Name}");
            }
        }
    }

    private static IEnumerable<string> Files(string root) => Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
        .Where(file => Path.GetRelativePath(root, file).Split(Path.DirectorySeparatorChar)[0] is not ("obj" or "bin"));

    // The authoring API is one room with one namespace, in several folders.
    private static string RoomOf(string root, string file)
    {
        var folder = Path.GetDirectoryName(Path.GetRelativePath(root, file))!.Replace(Path.DirectorySeparatorChar, '/');
        return folder.StartsWith("Authoring/", StringComparison.Ordinal) ? "Authoring" : folder;
    }

    private static IEnumerable<PortableExecutableReference> References(string assembly) =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name && name != assembly + ".dll")
            .Select(path => MetadataReference.CreateFromFile(path));
}
