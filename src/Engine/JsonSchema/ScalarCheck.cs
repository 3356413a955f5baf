using System.Globalization;
using System.Text.Json;
using MockLlm.Engine.Work;

namespace MockLlm.Engine.JsonSchema;

/// <summary>Checks a number or a string against the keywords of its type.</summary>
internal static class ScalarCheck
{
    /// <returns>The problem, or null if the number fits.</returns>
    public static string? Number(SchemaNode node, JsonElement value)
    {
        if (!value.TryGetDecimal(out var number))
        {
            number = value.GetDouble() > 0 ? decimal.MaxValue : decimal.MinValue;
        }

        return number < node.Minimum || number <= node.ExclusiveMinimum ? "is below the minimum"
            : number > node.Maximum || number >= node.ExclusiveMaximum ? "is above the maximum"
            : node.MultipleOf is { } step && number % step != 0
                ? string.Create(CultureInfo.InvariantCulture, $"is no multiple of {step}") : null;
    }

    /// <returns>The problem, or null if the string fits.</returns>
    public static string? String(SchemaNode node, string text, PatternCache patterns, StepLimit limit)
    {
        limit.Count(text.Length / 64);
        var length = node.MinLength is null && node.MaxLength is null ? 0 : text.EnumerateRunes().Count();
        return length < node.MinLength ? "is too short"
            : length > node.MaxLength ? "is too long"
            : node.Pattern is { } pattern && patterns.Read(pattern)?.IsFoundIn(text, limit) == false ? "does not match the pattern"
            : node.Format is { } format && !FormatText.Fits(format, text) ? $"is no {JsonPointer.Shortened(format)}" : null;
    }
}
