using System.Text.Json;
using MockLlm.Engine.Completions;
using MockLlm.Engine.JsonSchema;
using MockLlm.Engine.Randomness;
using MockLlm.Engine.Tests.Tokenization;
using MockLlm.Engine.Tokenization;
using MockLlm.Engine.Work;

namespace MockLlm.Engine.Tests.Work;

/// <summary>Twice the input costs less than three times the work, whatever a client sends.</summary>
public sealed class GrowthTests
{
    private static readonly string Lorem = LoremText.Of(20_000, new RandomSequence(1)).Text;

    private static readonly Dictionary<string, (int Size, Action<int, WorkBudget> Run)> Kinds = new()
    {
        ["a large class, drawn from often"] = (2_000, (size, work) => Generate(
            $$"""{"type":"string","pattern":"^[^{{string.Concat(Enumerable.Range(0x4e00, size).Select(char.ConvertFromUtf32))}}]{{{size}}}$"}""", work)),
        ["a pattern of many steps that never fits"] = (2_000, (size, work) => Generate(
            $$"""{"type":"string","minLength":{{size + 1}},"maxLength":{{size + 1}},"pattern":"^a{{{size}}}$"}""", work)),
        ["braces that nothing closes"] = (20_000, (size, work) => Generate($$"""{"type":"string","pattern":"{{new string('{', size)}}"}""", work)),
        ["a listed value that no other list has"] = (2_000, (size, work) => Generate(
            $$"""{"allOf":[{"enum":[{{Numbers(0, size)}}]},{"enum":[{{Numbers(size, size)}}]}]}""", work)),
        ["a list of lists without duplicates"] = (2_000, (size, work) => SchemaCheck.Mismatch(
            Json("""{"uniqueItems":true}"""), Json($"[{string.Join(',', Enumerable.Range(0, size).Select(number => $"[{number}]"))}]"), work)),
        ["required properties of a value that has many"] = (2_000, (size, work) => SchemaCheck.Mismatch(
            Json($$"""{"required":[{{Names(size)}}]}"""), Json($$"""{{{Members("p", "1", size)}} }"""), work)),
        ["keywords below a long name"] = (2_000, (size, work) => Generate(
            $$"""{"properties":{"{{new string('n', size)}}":{"enum":[{{Numbers(0, size)}}],"multipleOf":7919} } }""", work)),
        ["references to the members of a large object"] = (500, (size, work) => Generate(
            $$"""{"$defs":{{{Members("d", """{"type":"string"}""", size)}} },"properties":{{{Members("p", """{"$ref":"#/$defs/dNUMBER"}""", size)}} } }""", work)),
        ["one schema, referred to in several spellings"] = (500, (size, work) => Generate(
            $$"""
            {"$defs":{"a":{"enum":[{{Numbers(0, size)}}]} },"required":[{{Names(size)}}],
            "properties":{{{Members("p", """{"anyOf":[{"$ref":"#/$defs/a"},{"$ref":"#/$defs/%61"}]}""", size)}} } }
            """,
            work)),
        ["numbers that are multiples of many others"] = (100, (size, work) => Generate(
            $$"""{"type":"number","allOf":[{{string.Join(',', Enumerable.Range(0, size).Select(number => $$"""{"multipleOf":{{7919 + number}}}"""))}}]}""", work)),
        ["many stop sequences"] = (10_000, (size, work) => StopMatch.First(
            Lorem, [.. Enumerable.Range(0, size).Select(number => $"@{number}")], work)),
        ["a long text to count"] = (20_000, (size, work) => SharedTokenizers.Instance.Count(Lorem[..size], TokenEncoding.O200kBase, work)),
    };

    public static TheoryData<string> KindNames => [.. Kinds.Keys];

    [Theory]
    [MemberData(nameof(KindNames))]
    public void Twice_the_input_costs_less_than_three_times_the_work(string kind)
    {
        var (once, twice) = (Steps(kind, 1), Steps(kind, 2));

        Assert.InRange(once, 100, 400_000);
        Assert.InRange(twice, 1, 3 * once);
    }

    private static long Steps(string kind, int times)
    {
        var work = new WorkBudget();
        Kinds[kind].Run(Kinds[kind].Size * times, work);
        return work.Steps;
    }

    private static void Generate(string schema, WorkBudget work)
    {
        var made = JsonFromSchema.Of(Json(schema), new RandomSequence(1), work);
        Assert.True(made.Text is not null || made.Problem is not null);
    }

    private static string Members(string name, string value, int count) => string.Join(
        ',', Enumerable.Range(0, count).Select(number => $"\"{name}{number}\":{value.Replace("NUMBER", $"{number}", StringComparison.Ordinal)}"));

    private static string Numbers(int first, int count) => string.Join(',', Enumerable.Range(first, count));

    private static string Names(int count) => string.Join(',', Enumerable.Range(0, count).Select(number => $"\"p{number}\""));

    private static JsonElement Json(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
