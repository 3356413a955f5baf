using System.IO.Enumeration;

namespace MockLlm.Engine.Catalog;

/// <summary>Looks a model up among the names that a provider lists, where <c>*</c> stands for any characters and <c>?</c> for one.</summary>
internal static class ModelNames
{
    /// <summary>Whether the list has the name itself.</summary>
    public static bool Name(IReadOnlyList<string> listed, string model) => listed.Contains(model, StringComparer.Ordinal);

    /// <summary>Whether the list has the name or a glob that it fits.</summary>
    public static bool Include(IReadOnlyList<string> listed, string model) =>
        Name(listed, model) || listed.Any(pattern => FileSystemName.MatchesSimpleExpression(pattern, model, ignoreCase: false));
}
