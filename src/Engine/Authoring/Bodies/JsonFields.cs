using System.Text.Json;
using MockLlm.Engine.Work;

namespace MockLlm.Engine;

/// <summary>
/// Reads the fields of one JSON object. A method returns null if its field is missing or <c>null</c>. If a value does not fit, the mistake
/// is recorded with its path and reading continues with null or an empty value, so callers need no error handling.
/// </summary>
public readonly struct JsonFields
{
    private readonly JsonElement _object;
    private readonly JsonPlace? _place;
    private readonly BodyIssues _issues;
    private readonly FieldNames _names;

    internal JsonFields(JsonElement json, JsonPlace? place, BodyIssues issues)
        : this(json, place, issues, FieldNames.Of(json))
    {
    }

    private JsonFields(JsonElement json, JsonPlace? place, BodyIssues issues, FieldNames names)
    {
        _object = json;
        _place = place;
        _issues = issues;
        _names = names;
    }

    /// <summary>Whether a field exists and is not null.</summary>
    /// <param name="name">The name of the field.</param>
    public bool Has(string name) => Field(name).TryGet(out _);

    /// <summary>Reads a value of any type. It is valid only while the body is read. Clone it to keep it longer.</summary>
    /// <param name="name">The name of the field.</param>
    public JsonElement? Any(string name) => Field(name).TryGet(out var value) ? value : null;

    /// <summary>Reads a string.</summary>
    /// <param name="name">The name of the field.</param>
    public string? Text(string name) => Field(name).Text();

    /// <summary>Reads a string that must exist. Returns an empty string after a mistake.</summary>
    /// <param name="name">The name of the field.</param>
    public string RequiredText(string name) => Required(name) ? Text(name) ?? "" : "";

    /// <summary>Reads a string that must be one of the allowed values.</summary>
    /// <param name="name">The name of the field.</param>
    /// <param name="allowed">The allowed values, in the order in which the vendor lists them.</param>
    public string? OneOf(string name, IReadOnlyList<string> allowed)
    {
        ArgumentNullException.ThrowIfNull(allowed);
        return Field(name).OneOf(allowed);
    }

    /// <summary>Reads a boolean.</summary>
    /// <param name="name">The name of the field.</param>
    public bool? Flag(string name) => Field(name).Flag();

    /// <summary>Reads a whole number within bounds. <c>3.0</c> counts as a whole number.</summary>
    /// <param name="name">The name of the field.</param>
    /// <param name="least">The minimum, inclusive.</param>
    /// <param name="greatest">The maximum, inclusive.</param>
    public long? Whole(string name, long least = long.MinValue, long greatest = long.MaxValue) => Field(name).Whole(least, greatest);

    /// <summary>Reads a number within bounds.</summary>
    /// <param name="name">The name of the field.</param>
    /// <param name="least">The minimum, inclusive.</param>
    /// <param name="greatest">The maximum, inclusive.</param>
    public double? Number(string name, double least = double.MinValue, double greatest = double.MaxValue) =>
        Field(name).Number(least, greatest);

    /// <summary>Reads a nested object.</summary>
    /// <param name="name">The name of the field.</param>
    public JsonFields? Section(string name)
    {
        var field = Field(name);
        return field.TryGet(JsonValueKind.Object, "object", out var value) ? new JsonFields(value, field.Place, _issues) : null;
    }

    /// <summary>Reads an array with items of any type.</summary>
    /// <param name="name">The name of the field.</param>
    /// <param name="items">What the items are, for the error message.</param>
    public JsonItems? Items(string name, string items = "objects")
    {
        var field = Field(name);
        return field.TryGetArray(items, out var value) ? new JsonItems(value, field.Place, _issues) : null;
    }

    /// <summary>Records a mistake if a field is missing or null.</summary>
    /// <param name="name">The name of the field.</param>
    /// <returns>True if the field exists and is not null.</returns>
    public bool Required(string name)
    {
        var there = Has(name);
        if (!there)
        {
            Note(BodyFlaw.Missing, name);
        }

        return there;
    }

    /// <summary>Records a mistake in a field. Only the first mistake in a body is kept.</summary>
    /// <param name="flaw">The kind of mistake.</param>
    /// <param name="name">The name of the field.</param>
    /// <param name="expected">What the field must have.</param>
    /// <param name="found">What the field has.</param>
    public void Note(BodyFlaw flaw, string name, string expected = "", string found = "") => Field(name).Note(flaw, expected, found);

    /// <summary>The same object. The paths of its mistakes have another part, such as the type of the object.</summary>
    /// <param name="part">The part.</param>
    internal JsonFields As(string part) => new(_object, new JsonPlace(_place, part, -1), _issues, _names);

    /// <summary>The work of the request.</summary>
    internal WorkBudget Work => _issues.Work;

    private JsonField Field(string name) => new(_names.MayHave(name) ? _object : null, _place, name, _issues);
}
