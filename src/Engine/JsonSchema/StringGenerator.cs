using System.Text;
using MockLlm.Engine.Work;

namespace MockLlm.Engine.JsonSchema;

/// <summary>Writes strings: by pattern, else by format, else by the name of the property, else random words.</summary>
internal static class StringGenerator
{
    private const int Attempts = 60;
    private const int UsualRepeats = 4;

    public static string? Write(GenerationContext context, SchemaSet schemas, JsonPath path)
    {
        var min = schemas.Nodes.Max(node => node.MinLength) ?? 0;
        var max = schemas.Nodes.Min(node => node.MaxLength) ?? int.MaxValue;
        if (min > max || min > GenerationContext.MaxCharacters)
        {
            return $"{path}: a text of at least {min} and at most {max} characters cannot be made";
        }

        string[] patterns = [.. schemas.Nodes.Select(node => node.Pattern).OfType<string>().Distinct()];
        string[] formats = [.. schemas.Nodes.Select(node => node.Format).OfType<string>().Distinct()];
        if (patterns.FirstOrDefault(pattern => context.Patterns.Read(pattern) is null) is { } unsupported)
        {
            return $"{path}: the pattern '{JsonPointer.Shortened(unsupported)}' is not supported";
        }

        Pattern[] read = [.. patterns.Select(pattern => context.Patterns.Read(pattern)!)];
        for (var attempt = 0; attempt < Attempts && !context.IsSpent; attempt++)
        {
            if (Candidate(context, read, formats, path.Name, min, max, attempt) is { } text && Fits(context.Limit, text, read, formats, min, max))
            {
                context.Text.Append(CompactJson.String(text));
                return null;
            }
        }

        return context.IsSpent ? GenerationContext.SpentProblem : $"{path}: no text was found that fits";
    }

    private static string? Candidate(GenerationContext context, Pattern[] patterns, string[] formats, string name, int min, int max, int attempt)
    {
        if (patterns.Length > 0)
        {
            var repeats = UsualRepeats + (attempt * Math.Max(1, min / 16));
            return PatternText.Of(patterns[attempt % patterns.Length].Part, max < repeats && attempt % 2 == 0 ? max : repeats, ref context.Random, context.Limit);
        }

        var formatted = formats.Select(format => FormatText.Of(format, ref context.Random)).FirstOrDefault(text => text is not null);
        return formatted ?? Sized(context, TextHint.Of(name, ref context.Random), min, max);
    }

    private static bool Fits(StepLimit limit, string text, Pattern[] patterns, string[] formats, int min, int max)
    {
        limit.Count(1 + (text.Length / 16));
        var length = text.EnumerateRunes().Count();
        return length >= min && length <= max
            && patterns.All(pattern => (patterns.Length == 1 && !pattern.AnchorsInside) || pattern.IsFoundIn(text, limit))
            && formats.All(format => FormatText.Fits(format, text));
    }

    private static string Sized(GenerationContext context, string hint, int min, int max)
    {
        if (hint.Length >= min && hint.Length <= max)
        {
            return hint;
        }

        var text = new StringBuilder(hint);
        while (text.Length < min)
        {
            text.Append(text.Length > 0 ? " " : "").Append(context.Word());
        }

        var end = Math.Min(text.Length, text.Length > max ? max : Math.Max(min, text.Length));
        var cut = text.ToString(0, end);
        // A space at the end looks like a mistake.
        return cut is [.., ' '] ? cut[..^1] + "s" : cut;
    }
}
