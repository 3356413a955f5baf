using System.IO.Enumeration;

namespace MockLlm.Engine.Catalog;

/// <summary>
/// Searches the names of models that a provider lists. A listed name may be a glob, in which <c>*</c> matches any characters and <c>?</c>
/// one.
/// </summary>
internal static class ModelNames
{
    /// <summary>Whether the list has exactly this name.</summary>
    public static bool Name(IReadOnlyList<string> listed, string model) => listed.Contains(model, StringComparer.Ordinal);

    /// <summary>Whether the list has this name or a glob that matches it.</summary>
    public static bool Include(IReadOnlyList<string> listed, string model) =>
        Name(listed, model) || listed.Any(pattern => FileSystemName.MatchesSimpleExpression(pattern, model, ignoreCase: false));
}
