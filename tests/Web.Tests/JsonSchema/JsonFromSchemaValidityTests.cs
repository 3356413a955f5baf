using System.Text.Json;
using System.Text.Json.Nodes;
using MockLlm.Engine.JsonSchema;
using MockLlm.Engine.Randomness;
using MockLlm.Web.Tests.Sdk;

namespace MockLlm.Web.Tests.JsonSchema;

/// <summary>What is made from schemas, and what is said of values, against a validator that shares no code with either.</summary>
[Collection(nameof(NodeScripts))]
public sealed class JsonFromSchemaValidityTests
{
    private const int Many = 10_000;
    private const int Shown = 5;

    private static readonly Lazy<Task<Case[]>> Cases = new(Judged);

    [NodeTheory]
    [InlineData(Many)]
    public async Task Of_ten_thousand_schemas_every_value_made_validates(int schemas)
    {
        var cases = await Cases.Value;
        var invalid = cases.Where(one => !one.IsMadeValid).Select(one => $"{one.Schema.ToJsonString()} → {one.Made?.ToJsonString()}").ToArray();

        Assert.Equal(schemas, cases.Length);
        Assert.True(invalid.Length == 0, string.Join('\n', invalid.Take(Shown)));
    }

    [NodeTheory]
    [InlineData(Many)]
    public async Task Of_ten_thousand_changed_values_the_check_says_what_the_validator_says(int schemas)
    {
        var cases = await Cases.Value;
        var different = (
            from one in cases.AsParallel().AsOrdered()
            let mismatch = SchemaCheck.Mismatch(Element(one.Schema), Element(one.Changed))
            where mismatch is null != one.IsChangedValid
            select $"{one.Schema.ToJsonString()} → {one.Changed?.ToJsonString()}: {mismatch}").ToArray();

        Assert.True(different.Length == 0, string.Join('\n', different.Take(Shown)));
        Assert.InRange(cases.Count(one => one.IsChangedValid), schemas / 20, schemas * 19 / 20);
    }

    private static async Task<Case[]> Judged()
    {
        var cases = ParallelEnumerable.Range(0, Many).AsOrdered().Select(index => Made((ulong)index)).ToArray();
        var verdicts = await Validator.Verdicts([.. cases.Select(one => (one.Schema, new JsonArray(one.Made?.DeepClone(), one.Changed?.DeepClone())))]);
        return [.. cases.Zip(verdicts, (one, verdict) => one with { IsMadeValid = verdict[0], IsChangedValid = verdict[1] })];
    }

    private static Case Made(ulong seed)
    {
        var schema = new AnySchema(seed).Draw();
        var made = JsonFromSchema.Of(Element(schema), new RandomSequence(seed));
        Assert.True(made.Problem is null, $"{made.Problem}: {schema.ToJsonString()}");

        var random = new RandomSequence(~seed);
        var value = JsonNode.Parse(made.Text!);
        return new(schema, value, Mutation.Of(value, ref random), false, false);
    }

    private static JsonElement Element(JsonNode? node) => JsonSerializer.SerializeToElement(node);

    private sealed record Case(JsonNode Schema, JsonNode? Made, JsonNode? Changed, bool IsMadeValid, bool IsChangedValid);
}
