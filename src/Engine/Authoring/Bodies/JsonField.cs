using System.Globalization;
using System.Text.Json;

namespace MockLlm.Engine;

/// <summary>
/// One field of a JSON object. Each method reads it as one type. If its value does not fit, the method records a mistake and returns null.
/// </summary>
/// <param name="json">The object, or null if it is known that it has no such field.</param>
/// <param name="parent">The place of the object.</param>
/// <param name="name">The name of the field.</param>
/// <param name="issues">Records mistakes.</param>
internal readonly struct JsonField(JsonElement? json, JsonPlace? parent, string name, BodyIssues issues)
{
    // Created only for a mistake or a nested value, because most fields need none.
    public JsonPlace Place => new(parent, name, -1);

    public bool TryGet(out JsonElement value)
    {
        value = default;
        return json is { } found && found.TryGetProperty(name, out value) && value.ValueKind != JsonValueKind.Null;
    }

    /// <summary>Gets the value if it has this kind. Records a mistake if it has another one.</summary>
    public bool TryGet(JsonValueKind kind, string expected, out JsonElement value)
    {
        if (!TryGet(out value))
        {
            return false;
        }

        if (value.ValueKind == kind)
        {
            return true;
        }

        Note(BodyFlaw.WrongType, expected, JsonTypeNames.TypeOf(value));
        return false;
    }

    /// <summary>Gets the value if it is an array. Records a mistake if it is something else.</summary>
    /// <param name="items">What the items are, for the mistake.</param>
    /// <param name="value">The value.</param>
    public bool TryGetArray(string items, out JsonElement value) =>
        TryGet(out value) && (value.ValueKind == JsonValueKind.Array || TryGet(JsonValueKind.Array, $"array of {items}", out value));

    public string? Text() => TryGet(JsonValueKind.String, "string", out var value) ? value.GetString() : null;

    public string? OneOf(IReadOnlyList<string> allowed)
    {
        var text = Text();
        if (text is not null && !allowed.Contains(text))
        {
            Note(BodyFlaw.UnknownValue, string.Join(", ", allowed.Select(value => $"'{value}'")), $"'{text}'");
        }

        return text;
    }

    public bool? Flag()
    {
        if (!TryGet(out var value))
        {
            return null;
        }

        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return value.GetBoolean();
        }

        Note(BodyFlaw.WrongType, "boolean", JsonTypeNames.TypeOf(value));
        return null;
    }

    public long? Whole(long least, long greatest)
    {
        if (!TryGet(JsonValueKind.Number, "integer", out var value))
        {
            return null;
        }

        if (value.TryGetInt64(out var number))
        {
            return InBounds(number, least, greatest, value) ? number : null;
        }

        var wide = value.GetDouble();
        if (double.IsFinite(wide) && !double.IsInteger(wide))
        {
            Note(BodyFlaw.WrongType, "integer", "decimal");
            return null;
        }

        // The number is written as 3.0 or 3e2, or does not fit into 64 bits.
        return InBounds(wide, least, greatest, value) ? (long)wide : null;
    }

    public double? Number(double least, double greatest)
    {
        if (!TryGet(JsonValueKind.Number, "decimal", out var value))
        {
            return null;
        }

        var number = value.GetDouble();
        return InBounds(number, least, greatest, value) ? number : null;
    }

    public void Note(BodyFlaw flaw, string expected = "", string found = "") => issues.Note(flaw, Place, expected, found);

    private bool InBounds(double number, double least, double greatest, JsonElement value)
    {
        if (number >= least && number <= greatest)
        {
            return true;
        }

        var below = number < least;
        Note(below ? BodyFlaw.BelowMinimum : BodyFlaw.AboveMaximum, Bound(below ? least : greatest), value.GetRawText());
        return false;
    }

    private static string Bound(double bound) => bound.ToString(CultureInfo.InvariantCulture);
}
