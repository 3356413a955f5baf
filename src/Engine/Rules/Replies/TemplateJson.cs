using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using MockLlm.Engine.Work;

namespace MockLlm.Engine.Rules.Replies;

/// <summary>
/// JSON of a request as a template sees it. A template can iterate over a list inside another, so every item that it reads counts as work.
/// </summary>
internal static class TemplateJson
{
    private const int StepsPerItem = 20;
    private const int CharactersPerStep = 16;

    /// <param name="json">The JSON, or null if the request has none.</param>
    /// <param name="limit">Counts the work.</param>
    public static object? Of(JsonElement? json, StepLimit limit) => json switch
    {
        null => null,
        { ValueKind: JsonValueKind.Object } map => new Map(map, limit),
        { ValueKind: JsonValueKind.Array } list => new List(list, limit),
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { ValueKind: JsonValueKind.Number } number => new Number(number.GetRawText()),
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        _ => null,
    };

    private static string Raw(JsonElement json, StepLimit limit)
    {
        var text = json.GetRawText();
        limit.Count(1 + (text.Length / CharactersPerStep));
        return text;
    }

    /// <summary>A JSON object whose fields a template can name. The last of several fields with the same name counts.</summary>
    internal sealed class Map : IReadOnlyDictionary<string, object?>
    {
        private readonly JsonElement _json;
        private readonly StepLimit _limit;
        private readonly Dictionary<string, object?> _fields = new(StringComparer.Ordinal);

        public Map(JsonElement json, StepLimit limit)
        {
            (_json, _limit) = (json, limit);
            foreach (var field in json.EnumerateObject())
            {
                limit.Count();
                _fields[field.Name] = Of(field.Value, limit);
            }
        }

        public int Count => _fields.Count;

        public IEnumerable<string> Keys => this.Select(static entry => entry.Key);

        public IEnumerable<object?> Values => this.Select(static entry => entry.Value);

        public object? this[string key] => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException();

        public bool ContainsKey(string key) => TryGetValue(key, out _);

        public bool TryGetValue(string key, [MaybeNullWhen(false)] out object? value)
        {
            _limit.Count();
            return _fields.TryGetValue(key, out value);
        }

        public IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
        {
            foreach (var field in _fields)
            {
                _limit.Count(StepsPerItem);
                yield return field;
            }
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        public override string ToString() => Raw(_json, _limit);
    }

    /// <summary>A JSON array whose items a template can iterate over.</summary>
    internal sealed class List(JsonElement json, StepLimit limit) : IReadOnlyList<object?>
    {
        private readonly List<object?> _items = [.. json.EnumerateArray().Select(item => Of(item, limit))];

        public int Count => _items.Count;

        public object? this[int index]
        {
            get
            {
                limit.Count(StepsPerItem);
                return _items[index];
            }
        }

        public IEnumerator<object?> GetEnumerator()
        {
            for (var index = 0; index < Count; index++)
            {
                yield return this[index];
            }
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        public override string ToString() => Raw(json, limit);
    }

    /// <summary>A number as the client wrote it.</summary>
    internal sealed record Number(string Text)
    {
        public override string ToString() => Text;
    }
}
