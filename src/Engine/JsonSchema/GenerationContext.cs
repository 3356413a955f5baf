using System.Text;
using System.Text.Json;
using MockLlm.Engine.Completions;
using MockLlm.Engine.Randomness;

namespace MockLlm.Engine.JsonSchema;

/// <summary>
/// What all generators share while one value is made: the schema, the text so far, the random sequence, and the work that is done.
/// Generators write to one text and cut off the end of it when that does not fit.
/// </summary>
internal sealed class GenerationContext(SchemaDocument document, RandomSequence random)
{
    public const int MaxSteps = 50_000;
    public const int MaxCharacters = 1 << 20;
    private const int FullValues = 5_000;
    private const int MaxNestedChoices = 200;

    private RandomSequence _random = random;
    private MinDepth? _minDepth;
    private int _steps;
    private int _values;
    private int _nestedChoices;

    public SchemaDocument Document { get; } = document;

    public StringBuilder Text { get; } = new();

    public PatternCache Patterns { get; } = new();

    public ref RandomSequence Random => ref _random;

    /// <summary>The depths of the schemas. They are computed when they are needed for the first time.</summary>
    public MinDepth MinDepth => _minDepth ??= new(Document);

    /// <summary>Whether a limit on work or size is reached, so that no value can be made.</summary>
    public bool IsSpent => _steps > MaxSteps || Text.Length > MaxCharacters;

    /// <summary>Whether the number of values is so high that optional ones are left out.</summary>
    public bool IsFull => _values > FullValues;

    public void CountSteps(int steps) => _steps += steps;

    public void CountValue() => _values++;

    /// <summary>Starts a choice between branches. False if too many choices are nested.</summary>
    public bool TryEnterChoice()
    {
        if (_nestedChoices == MaxNestedChoices)
        {
            return false;
        }

        _nestedChoices++;
        return true;
    }

    public void LeaveChoice() => _nestedChoices--;

    /// <summary>The text from a position to the end.</summary>
    public string Tail(int start) => Text.ToString(start, Text.Length - start);

    /// <summary>A random number from 0 to below <paramref name="bound"/>.</summary>
    public int Below(int bound) => _random.NextBelow(bound);

    /// <summary>A random English word.</summary>
    public string Word() => LoremText.Words[Below(LoremText.Words.Length)];

    /// <summary>The first mismatch of a value with these schemas, or null if it fits all. The work counts as steps.</summary>
    public string? Mismatch(IEnumerable<SchemaNode> nodes, JsonElement value, JsonPath path)
    {
        var check = new SchemaCheck(Document, Math.Max(1, MaxSteps - _steps));
        var mismatch = nodes.Select(node => check.Mismatch(node, value, path.ToString())).FirstOrDefault(problem => problem is not null);
        CountSteps(check.Steps);
        return mismatch;
    }
}
