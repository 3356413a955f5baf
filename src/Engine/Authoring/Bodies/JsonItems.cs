using System.Text.Json;

namespace MockLlm.Engine;

/// <summary>Reads the items of one JSON array. Mistakes are recorded as in <see cref="JsonFields"/>.</summary>
public readonly struct JsonItems
{
    private readonly JsonElement _array;
    private readonly JsonPlace _place;
    private readonly BodyIssues _issues;

    internal JsonItems(JsonElement array, JsonPlace place, BodyIssues issues)
    {
        _array = array;
        _place = place;
        _issues = issues;
    }

    /// <summary>The number of items.</summary>
    public int Count => _array.GetArrayLength();

    /// <summary>Reads every item as an object. Items of another type are recorded as mistakes and left out.</summary>
    /// <param name="read">Reads one object.</param>
    /// <typeparam name="T">The type of the result for one item.</typeparam>
    public IReadOnlyList<T> Objects<T>(Func<JsonFields, T> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        var items = new List<T>(Count);
        var index = 0;
        foreach (var item in _array.EnumerateArray())
        {
            var place = new JsonPlace(_place, null, index++);
            if (item.ValueKind == JsonValueKind.Object)
            {
                items.Add(read(new JsonFields(item, place, _issues)));
            }
            else
            {
                _issues.Note(BodyFlaw.WrongType, place, "object", JsonTypeNames.TypeOf(item));
            }
        }

        return items;
    }

    /// <summary>Reads every item as a string. Items of another type are recorded as mistakes and left out.</summary>
    public IReadOnlyList<string> Texts()
    {
        var texts = new List<string>(Count);
        var index = 0;
        foreach (var item in _array.EnumerateArray())
        {
            if (item.ValueKind == JsonValueKind.String)
            {
                texts.Add(item.GetString()!);
            }
            else
            {
                _issues.Note(BodyFlaw.WrongType, new JsonPlace(_place, null, index), "string", JsonTypeNames.TypeOf(item));
            }

            index++;
        }

        return texts;
    }
}
