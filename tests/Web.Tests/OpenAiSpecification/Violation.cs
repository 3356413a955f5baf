using Json.Schema;

namespace MockLlm.Web.Tests.OpenAiSpecification;

/// <summary>Says in a line what is wrong with a value.</summary>
internal static class Violation
{
    /// <summary>Returns what is wrong, in the order of the value. It is empty if nothing is.</summary>
    public static IReadOnlyList<string> Of(EvaluationResults results)
    {
        List<EvaluationResults> leaves = [.. Leaves(results)];

        // All members of an object that is wrong count as unknown. So unknown members are listed only if nothing else is wrong, and only the innermost.
        List<EvaluationResults> known = [.. leaves.Where(static leaf => !IsUnknown(leaf))];
        var innermost = leaves.Count == 0 ? 0 : leaves.Max(Depth);
        return
        [
            .. known.SelectMany(static leaf => leaf.Errors!.Select(error => Say(leaf, error.Value))).Distinct(),
            .. known.Count > 0 ? [] : leaves.Where(leaf => Depth(leaf) == innermost).Select(static leaf => Say(leaf, "the schema does not name this member")).Distinct(),
        ];
    }

    private static IEnumerable<EvaluationResults> Leaves(EvaluationResults result)
    {
        var path = result.EvaluationPath.ToString();
        if (result.IsValid || path.EndsWith("/if", StringComparison.Ordinal) || path.Contains("/if/", StringComparison.Ordinal))
        {
            return [];
        }

        return [.. result.Errors is { Count: > 0 } ? [result] : (EvaluationResults[])[], .. (result.Details ?? []).SelectMany(Leaves)];
    }

    private static bool IsUnknown(EvaluationResults leaf) =>
        leaf.EvaluationPath.ToString() is var path && (path.EndsWith("/unevaluatedProperties", StringComparison.Ordinal) || path.EndsWith("/additionalProperties", StringComparison.Ordinal));

    private static int Depth(EvaluationResults leaf) => leaf.InstanceLocation.ToString().Count(static c => c == '/');

    private static string Say(EvaluationResults leaf, string message) => $"{leaf.InstanceLocation}: {message} ({Place(leaf)})";

    private static string Place(EvaluationResults result) => result.SchemaLocation.Fragment.Replace("#/$defs/", "", StringComparison.Ordinal);
}
