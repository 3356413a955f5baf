using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using MockLlm.Engine.Yaml.Reading;

namespace MockLlm.Engine.Settings;

/// <summary>Checks values against the DataAnnotations of their fields, and describes these in words.</summary>
internal static class FieldRules
{
    /// <summary>Whether a value follows the rules of its field. The first rule that it breaks is reported.</summary>
    public static bool Hold(RecordField field, YamlValueReader value, object? read)
    {
        var broken = field.Rules.FirstOrDefault(rule => !Holds(rule, field, read));
        if (broken is not null)
        {
            value.Wrong<object>(Describe(broken, field));
        }

        return broken is null;
    }

    /// <summary>The sentence that says what the value of a field must be.</summary>
    public static string Expected(RecordField field) =>
        field.Rules.FirstOrDefault(rule => rule is not RequiredAttribute) is { } rule ? Describe(rule, field) : field.Type.Expected;

    /// <summary>Whether a field must be given. It must if it has no default, or if its default breaks its own <c>[Required]</c>.</summary>
    /// <param name="field">The field.</param>
    /// <param name="defaults">The record with all defaults, or null if there is none.</param>
    public static bool IsRequired(RecordField field, object? defaults) => field.IsRequired || field.Rules.OfType<RequiredAttribute>()
        .Any(rule => !rule.IsValid(defaults is null || field.Property is null ? field.Default : field.Property.GetValue(defaults)));

    private static bool Holds(ValidationAttribute rule, RecordField field, object? read) => rule switch
    {
        AllowedValuesAttribute allowed when read is Enum => allowed.Values.Contains(read),
        _ when read is not null || rule is RequiredAttribute => rule.GetValidationResult(read, Context(field, read)) == ValidationResult.Success,
        _ => true,
    };

    private static ValidationContext Context(RecordField field, object? read) =>
        new(read ?? field) { MemberName = field.Property?.Name, DisplayName = field.Name };

    private static string Describe(ValidationAttribute rule, RecordField field)
    {
        if (HasOwnMessage(rule))
        {
            return rule.FormatErrorMessage(field.Name);
        }

        string Some(int count) => (field.Type.Kind == FieldKind.List, count) switch
        {
            (true, 1) => "1 item",
            (true, _) => $"{count} items",
            (false, 1) => "1 character",
            (false, _) => $"{count} characters",
        };

        return rule switch
        {
            RequiredAttribute => field.Type.Kind == FieldKind.Text ? "it must be a text that is not empty" : field.Type.Expected,
            RangeAttribute range => $"it must be {(range.MinimumIsExclusive ? "more than" : "from")} {Shown(range.Minimum)} {(range.MaximumIsExclusive ? "and less than" : "to")} {Shown(range.Maximum)}",
            StringLengthAttribute { MinimumLength: 0 } length => $"it must have at most {Some(length.MaximumLength)}",
            StringLengthAttribute length => $"it must have {length.MinimumLength} to {Some(length.MaximumLength)}",
            LengthAttribute length => $"it must have {length.MinimumLength} to {Some(length.MaximumLength)}",
            MinLengthAttribute length => $"it must have at least {Some(length.Length)}",
            MaxLengthAttribute length => $"it must have at most {Some(length.Length)}",
            RegularExpressionAttribute regex => $"it must match {regex.Pattern}",
            AllowedValuesAttribute allowed => $"it must be {string.Join(" or ", allowed.Values.Select(Shown))}",
            DeniedValuesAttribute denied => $"it must not be {string.Join(" or ", denied.Values.Select(Shown))}",
            _ => rule.FormatErrorMessage(field.Name),
        };
    }

    // These two attributes have a default message, also if the author wrote none.
    private static bool HasOwnMessage(ValidationAttribute rule) => rule.ErrorMessageResourceName is not null || rule.ErrorMessage != rule switch
    {
        AllowedValuesAttribute => new AllowedValuesAttribute([]).ErrorMessage,
        DeniedValuesAttribute => new DeniedValuesAttribute([]).ErrorMessage,
        _ => null,
    };

    private static string Shown(object? value) => value switch
    {
        null => "null",
        Enum word => SnakeCase.Of(word.ToString()),
        TimeSpan duration => Durations.Write(duration),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        IEnumerable and not string => "a list",
        _ => value.ToString() ?? "",
    };
}
