using System.Text;
using System.Text.Json;
using MockLlm.Engine.Completions;
using MockLlm.Engine.Randomness;
using MockLlm.Engine.Work;

namespace MockLlm.Engine.JsonSchema;

/// <summary>
/// What all generators share while one value is made: the schema, the text so far, the random sequence, and the work that is done.
/// Generators write to one text and cut off the end of it when that does not fit.
/// </summary>
internal sealed class GenerationContext(SchemaDocument document, RandomSequence random, StepLimit limit)
{
    public const int MaxSteps = 200_000;
    public const int MaxCharacters = 1 << 20;
    private const int FullValues = 5_000;
    private const int MaxNestedChoices = 200;

    private readonly SchemaCheck _check = new(document, limit);
    private RandomSequence _random = random;
    private MinDepth? _minDepth;
    private int _values;
    private int _nestedChoices;

    public SchemaDocument Document { get; } = document;

    public StringBuilder Text { get; } = new();

    public PatternCache Patterns { get; } = new(limit);

    public StepLimit Limit => limit;

    public ref RandomSequence Random => ref _random;

    /// <summary>The depths of the schemas. They are computed when they are needed for the first time.</summary>
    public MinDepth MinDepth => _minDepth ??= new(Document, limit.Work);

    /// <summary>Whether a limit on work or size is reached, so that no value can be made.</summary>
    public bool IsSpent => limit.IsSpent || Text.Length > MaxCharacters;

    /// <summary>Why no value can be made if a limit is reached.</summary>
    public static string SpentProblem => $"the schema asks for more than {MaxCharacters} characters or {MaxSteps} steps";

    /// <summary>Whether the number of values is so high that optional ones are left out.</summary>
    public bool IsFull => _values > FullValues;

    public void CountSteps(long steps) => limit.Count(steps);

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
    public string Tail(int start)
    {
        CountSteps((Text.Length - start) / 64);
        return Text.ToString(start, Text.Length - start);
    }

    /// <summary>A random number from 0 to below <paramref name="bound"/>.</summary>
    public int Below(int bound) => _random.NextBelow(bound);

    /// <summary>A random English word.</summary>
    public string Word() => LoremText.Words[Below(LoremText.Words.Length)];

    /// <summary>The first mismatch of a value with these schemas, or null if it fits all.</summary>
    public string? Mismatch(IEnumerable<SchemaNode> nodes, JsonElement value, JsonPath path)
    {
        foreach (var node in nodes)
        {
            if (_check.Mismatch(node, value, path.Place) is { } mismatch)
            {
                return mismatch.ToString();
            }
        }

        return null;
    }
}
