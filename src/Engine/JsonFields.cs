using System.Text.Json;
using MockLlm.Engine.Bodies;

namespace MockLlm.Engine;

/// <summary>
/// Reads the fields of one JSON object by name and type. An optional field that is missing or <c>null</c> is null. The first
/// mistake is noted with its place, and reading goes on with a stand-in value, so that readers need no error paths.
/// </summary>
public readonly struct JsonFields
{
    private readonly JsonElement _object;
    private readonly JsonPlace? _place;
    private readonly BodyIssues _issues;

    internal JsonFields(JsonElement json, JsonPlace? place, BodyIssues issues)
    {
        _object = json;
        _place = place;
        _issues = issues;
    }

    /// <summary>Whether a field is there and not null.</summary>
    /// <param name="name">The field's name.</param>
    public bool Has(string name) => TryGet(name, out _);

    /// <summary>A field of any type; null where it is missing. Valid only while the body is being read: clone what is kept.</summary>
    /// <param name="name">The field's name.</param>
    public JsonElement? Any(string name) => TryGet(name, out var value) ? value : null;

    /// <summary>A text.</summary>
    /// <param name="name">The field's name.</param>
    public string? Text(string name) =>
        Typed(name, JsonValueKind.String, "string", out var value) ? value.GetString() : null;

    /// <summary>A text that must be there.</summary>
    /// <param name="name">The field's name.</param>
    public string RequiredText(string name) => Required(name) ? Text(name) ?? "" : "";

    /// <summary>A text that is one of a few.</summary>
    /// <param name="name">The field's name.</param>
    /// <param name="allowed">The texts allowed, in the vendor's order.</param>
    public string? OneOf(string name, IReadOnlyList<string> allowed)
    {
        ArgumentNullException.ThrowIfNull(allowed);
        var text = Text(name);
        if (text is not null && !allowed.Contains(text))
        {
            Note(BodyFlaw.UnknownValue, name, string.Join(", ", allowed.Select(value => $"'{value}'")), $"'{text}'");
        }

        return text;
    }

    /// <summary>A boolean.</summary>
    /// <param name="name">The field's name.</param>
    public bool? Flag(string name)
    {
        if (!TryGet(name, out var value))
        {
            return null;
        }

        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return value.GetBoolean();
        }

        Note(BodyFlaw.WrongType, name, "boolean", JsonWords.TypeOf(value));
        return null;
    }

    /// <summary>A whole number within bounds.</summary>
    /// <param name="name">The field's name.</param>
    /// <param name="least">The least value allowed.</param>
    /// <param name="greatest">The greatest value allowed.</param>
    public long? Whole(string name, long least = long.MinValue, long greatest = long.MaxValue)
    {
        if (!Typed(name, JsonValueKind.Number, "integer", out var value))
        {
            return null;
        }

        if (value.TryGetInt64(out var number))
        {
            return InBounds(name, number, least, greatest, value) ? number : null;
        }

        var wide = value.GetDouble();
        if (double.IsFinite(wide) && !double.IsInteger(wide))
        {
            Note(BodyFlaw.WrongType, name, "integer", "decimal");
            return null;
        }

        // Written as 3.0 or 3e2, or beyond what 64 bits hold.
        return InBounds(name, wide, least, greatest, value) ? (long)wide : null;
    }

    /// <summary>A number within bounds.</summary>
    /// <param name="name">The field's name.</param>
    /// <param name="least">The least value allowed.</param>
    /// <param name="greatest">The greatest value allowed.</param>
    public double? Number(string name, double least = double.MinValue, double greatest = double.MaxValue)
    {
        if (!Typed(name, JsonValueKind.Number, "decimal", out var value))
        {
            return null;
        }

        var number = value.GetDouble();
        return InBounds(name, number, least, greatest, value) ? number : null;
    }

    /// <summary>An object.</summary>
    /// <param name="name">The field's name.</param>
    public JsonFields? Section(string name) =>
        Typed(name, JsonValueKind.Object, "object", out var value) ? new JsonFields(value, Place(name), _issues) : null;

    /// <summary>An array, of anything.</summary>
    /// <param name="name">The field's name.</param>
    /// <param name="items">What it holds, as the vendor calls it.</param>
    public JsonItems? Items(string name, string items = "objects") =>
        Typed(name, JsonValueKind.Array, $"array of {items}", out var value) ? new JsonItems(value, Place(name), _issues) : null;

    /// <summary>Notes that a field is missing where it is.</summary>
    /// <param name="name">The field's name.</param>
    /// <returns>True where it is there.</returns>
    public bool Required(string name)
    {
        if (TryGet(name, out _))
        {
            return true;
        }

        Note(BodyFlaw.Missing, name);
        return false;
    }

    /// <summary>Notes a mistake in a field. Only the first of a body is kept.</summary>
    /// <param name="flaw">What kind of mistake.</param>
    /// <param name="name">The field's name.</param>
    /// <param name="expected">What should stand there.</param>
    /// <param name="found">What stands there.</param>
    public void Note(BodyFlaw flaw, string name, string expected = "", string found = "") =>
        _issues.Note(flaw, Place(name), expected, found);

    private JsonPlace Place(string name) => new(_place, name, -1);

    private bool TryGet(string name, out JsonElement value) =>
        _object.TryGetProperty(name, out value) && value.ValueKind != JsonValueKind.Null;

    private bool Typed(string name, JsonValueKind kind, string expected, out JsonElement value)
    {
        if (!TryGet(name, out value))
        {
            return false;
        }

        if (value.ValueKind == kind)
        {
            return true;
        }

        Note(BodyFlaw.WrongType, name, expected, JsonWords.TypeOf(value));
        return false;
    }

    private bool InBounds(string name, double number, double least, double greatest, JsonElement value)
    {
        if (number >= least && number <= greatest)
        {
            return true;
        }

        var below = number < least;
        Note(below ? BodyFlaw.BelowMinimum : BodyFlaw.AboveMaximum, name, Bound(below ? least : greatest), value.GetRawText());
        return false;
    }

    private static string Bound(double bound) => bound.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
