using System.Text.Json;

namespace MockLlm.Engine;

/// <summary>Reads the items of one JSON array. Mistakes are noted as in <see cref="JsonFields"/>.</summary>
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

    /// <summary>How many items there are.</summary>
    public int Count => _array.GetArrayLength();

    /// <summary>Reads every item as an object.</summary>
    /// <param name="read">Reads one.</param>
    /// <typeparam name="T">What an item becomes.</typeparam>
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

    /// <summary>Reads every item as a text.</summary>
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
