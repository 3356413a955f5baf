using System.Text.Json;

namespace MockLlm.Engine;

/// <summary>Reads the items of one JSON array. Mistakes are recorded as in <see cref="JsonFields"/>.</summary>
public readonly struct JsonItems
{
    // An array of very many items is usually a mistake, which is found before all of them are read.
    private const int Usual = 1024;
    private const int StepsPerItem = 10;
    private const int StepsPerText = 2;

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

    /// <summary>
    /// Reads every item as an object. An item of another type is recorded as a mistake. The items after the first mistake are not read,
    /// because the result of a body with a mistake is not used.
    /// </summary>
    /// <param name="read">Reads one object.</param>
    /// <typeparam name="T">The type of the result for one item.</typeparam>
    public IReadOnlyList<T> Objects<T>(Func<JsonFields, T> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        var items = new List<T>(Math.Min(Count, Usual));
        var index = 0;
        foreach (var item in _array.EnumerateArray())
        {
            if (_issues.First is not null)
            {
                break;
            }

            _issues.Work.Count(StepsPerItem);
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

    /// <summary>Reads every item as a string. An item of another type is a mistake, and the items after it are not read.</summary>
    public IReadOnlyList<string> Texts()
    {
        var texts = new List<string>(Math.Min(Count, Usual));
        var index = 0;
        foreach (var item in _array.EnumerateArray())
        {
            if (_issues.First is not null)
            {
                break;
            }

            _issues.Work.Count(StepsPerText);
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
