using System.Text.Json;

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
    public bool Has(string name) => Field(name).TryGet(out _);

    /// <summary>A field of any type; null where it is missing. Valid only while the body is being read: clone what is kept.</summary>
    /// <param name="name">The field's name.</param>
    public JsonElement? Any(string name) => Field(name).TryGet(out var value) ? value : null;

    /// <summary>A text.</summary>
    /// <param name="name">The field's name.</param>
    public string? Text(string name) => Field(name).Text();

    /// <summary>A text that must be there.</summary>
    /// <param name="name">The field's name.</param>
    public string RequiredText(string name) => Required(name) ? Text(name) ?? "" : "";

    /// <summary>A text that is one of a few.</summary>
    /// <param name="name">The field's name.</param>
    /// <param name="allowed">The texts allowed, in the vendor's order.</param>
    public string? OneOf(string name, IReadOnlyList<string> allowed)
    {
        ArgumentNullException.ThrowIfNull(allowed);
        return Field(name).OneOf(allowed);
    }

    /// <summary>A boolean.</summary>
    /// <param name="name">The field's name.</param>
    public bool? Flag(string name) => Field(name).Flag();

    /// <summary>A whole number within bounds.</summary>
    /// <param name="name">The field's name.</param>
    /// <param name="least">The least value allowed.</param>
    /// <param name="greatest">The greatest value allowed.</param>
    public long? Whole(string name, long least = long.MinValue, long greatest = long.MaxValue) => Field(name).Whole(least, greatest);

    /// <summary>A number within bounds.</summary>
    /// <param name="name">The field's name.</param>
    /// <param name="least">The least value allowed.</param>
    /// <param name="greatest">The greatest value allowed.</param>
    public double? Number(string name, double least = double.MinValue, double greatest = double.MaxValue) =>
        Field(name).Number(least, greatest);

    /// <summary>An object.</summary>
    /// <param name="name">The field's name.</param>
    public JsonFields? Section(string name)
    {
        var field = Field(name);
        return field.TryGet(JsonValueKind.Object, "object", out var value) ? new JsonFields(value, field.Place, _issues) : null;
    }

    /// <summary>An array, of anything.</summary>
    /// <param name="name">The field's name.</param>
    /// <param name="items">What it holds, as the vendor calls it.</param>
    public JsonItems? Items(string name, string items = "objects")
    {
        var field = Field(name);
        return field.TryGet(JsonValueKind.Array, $"array of {items}", out var value) ? new JsonItems(value, field.Place, _issues) : null;
    }

    /// <summary>Notes that a field is missing where it is.</summary>
    /// <param name="name">The field's name.</param>
    /// <returns>True where it is there.</returns>
    public bool Required(string name)
    {
        var there = Has(name);
        if (!there)
        {
            Note(BodyFlaw.Missing, name);
        }

        return there;
    }

    /// <summary>Notes a mistake in a field. Only the first of a body is kept.</summary>
    /// <param name="flaw">What kind of mistake.</param>
    /// <param name="name">The field's name.</param>
    /// <param name="expected">What should stand there.</param>
    /// <param name="found">What stands there.</param>
    public void Note(BodyFlaw flaw, string name, string expected = "", string found = "") => Field(name).Note(flaw, expected, found);

    private JsonField Field(string name) => new(_object, _place, name, _issues);
}
