using System.Text;
using System.Text.Json;
using MockLlm.Engine.JsonSchema;
using MockLlm.Engine.Randomness;

namespace MockLlm.Engine.Tests.JsonSchema;

public sealed class JsonFromSchemaTests
{
    private const string Weather = """
        {"type":"object","properties":{"city":{"type":"string"},"unit":{"enum":["celsius","fahrenheit"]},"days":{"type":"integer","minimum":1,"maximum":7}},
         "required":["city","unit"],"additionalProperties":false}
        """;

    [Fact]
    public void The_same_schema_and_seed_give_the_same_text()
    {
        Assert.Equal("""{"city":"Oslo","unit":"fahrenheit","days":7}""", Made(Weather, 1));
        Assert.Equal(Made(Weather, 1), Made(Weather, 1));
        Assert.True(Enumerable.Range(0, 20).Select(seed => Made(Weather, (ulong)seed)).Distinct().Count() > 5);
    }

    [Fact]
    public void Properties_stand_in_the_schemas_order_and_optional_ones_are_there()
    {
        using var made = JsonDocument.Parse(Made("""{"type":"object","properties":{"z":{},"a":{},"m":{}},"required":["m"]}"""));
        Assert.Equal(["z", "a", "m"], made.RootElement.EnumerateObject().Select(property => property.Name));
    }

    [Fact]
    public void What_an_optional_property_cannot_hold_is_left_out() =>
        Assert.Equal("{}", Made("""{"type":"object","properties":{"never":false}}"""));

    [Theory]
    [InlineData("""{"type":"object","properties":{"next":{"anyOf":[{"$ref":"#"},{"type":"null"}]}},"required":["next"]}""")]
    [InlineData("""{"type":"object","properties":{"left":{"$ref":"#"},"right":{"$ref":"#"}}}""")]
    [InlineData("""{"type":"object","properties":{"all":{"type":"array","items":{"$ref":"#"}}},"required":["all"]}""")]
    public void Recursion_ends_soon(string schema)
    {
        Assert.All(Enumerable.Range(0, 50), seed => Assert.InRange(Made(schema, (ulong)seed).Length, 2, 1_000));
    }

    [Theory]
    [InlineData("""{"type":"array","minItems":1e9}""", "1000000000")]
    [InlineData("""{"type":"string","minLength":1e9}""", "1000000000")]
    [InlineData("""{"type":"object","minProperties":1e9}""", "1000000000")]
    [InlineData("""{"type":"integer","minimum":5,"maximum":4}""", "no number")]
    [InlineData("""{"type":"integer","minimum":1e300}""", "not supported")]
    [InlineData("""{"type":"number","multipleOf":0}""", "above 0")]
    [InlineData("""{"allOf":[{"type":"string"},{"type":"integer"}]}""", "no type")]
    [InlineData("""{"enum":["a"],"type":"integer"}""", "listed values")]
    [InlineData("""{"type":"object","properties":{"a":{"$ref":"#"}},"required":["a"]}""", "nested deeper")]
    [InlineData("""{"type":"object","properties":{"a":{"$ref":"#"},"b":{"$ref":"#"}},"required":["a","b"]}""", "nested deeper")]
    [InlineData("""{"$ref":"#/$defs/none"}""", "refers to nothing")]
    [InlineData("""{"$ref":"https://example.com/schema"}""", "refers to nothing")]
    [InlineData("""{"if":{"type":"string"},"then":false}""", "'if'")]
    [InlineData("""{"type":"string","pattern":"(?=a)b"}""", "(?=a)b")]
    [InlineData("""{"type":"strin"}""", "'strin' is no type")]
    [InlineData("""{"type":"object","properties":[]}""", "an object is needed")]
    [InlineData("""{"type":"object","required":["\ud800"]}""", "Unicode")]
    [InlineData("""{"oneOf":[{"type":"integer"},{"type":"integer"}]}""", "exactly one")]
    [InlineData("""{"anyOf":[]}""", "no schema")]
    [InlineData("false", "no type")]
    [InlineData("7", "a schema is an object")]
    public void Says_why_nothing_can_be_made(string schema, string reason)
    {
        var made = From(schema, 1);
        Assert.Null(made.Text);
        Assert.Contains(reason, made.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"type":"string","pattern":"((((a{1000}){1000}){1000}){1000})"}""")]
    [InlineData("""{"type":"string","pattern":"(a*)*b","not":{"pattern":"(a|a)*$"}}""")]
    [InlineData("""{"type":"array","items":{"type":"array","minItems":1000,"items":{"type":"array","minItems":1000,"items":{"type":"array","minItems":1000}}},"minItems":1000}""")]
    [InlineData("""{"type":"array","items":{"enum":[1,2]},"minItems":1000,"uniqueItems":true}""")]
    [InlineData("""{"$ref":"#/$defs/a","$defs":{"a":{"type":"object","required":["x","y"],"properties":{"x":{"anyOf":[{"$ref":"#/$defs/a"},{"$ref":"#/$defs/a"}]},"y":{"$ref":"#/$defs/a"}}}}}""")]
    public void A_schema_that_asks_for_too_much_is_refused(string schema) => Assert.NotNull(From(schema, 1).Problem);

    [Fact]
    public void A_class_of_many_characters_that_is_repeated_often_is_refused()
    {
        var pattern = $"[^{new string('一', 20_000)}]{{19000}}";
        Assert.NotNull(From($$"""{"type":"string","pattern":"{{pattern}}","minLength":19001}""", 1).Problem);
        Assert.NotNull(From($$"""{"type":"string","pattern":"{{pattern}}","maxLength":10}""", 1).Problem);
    }

    [Fact]
    public void Alternatives_that_multiply_come_to_an_end()
    {
        var schema = new StringBuilder("""{"allOf":[""");
        schema.AppendJoin(',', Enumerable.Range(0, 40).Select(_ => """{"anyOf":[{"type":"string"},{"type":"integer"},{"type":"boolean"}]}"""));
        schema.Append(""", {"anyOf":[{"type":"array","items":false,"minItems":1},{"type":"object","required":["x"],"properties":{"x":false}}]}]}""");

        Assert.NotNull(From(schema.ToString(), 1).Problem);
    }

    [Fact]
    public void A_schema_of_ten_thousand_properties_is_made()
    {
        var properties = string.Join(',', Enumerable.Range(0, 10_000).Select(index => $$"""  "p{{index}}": {"type":"integer"} """));
        var names = string.Join(',', Enumerable.Range(0, 10_000).Select(index => $"\"p{index}\""));
        using var made = JsonDocument.Parse(Made($$"""{"type":"object","properties":{ {{properties}} },"required":[{{names}}]}"""));

        Assert.Equal(10_000, made.RootElement.EnumerateObject().Count());
    }

    [Theory]
    [InlineData("city", "string", "^(Berlin|Lagos|Lima|Oslo|Paris|Tokyo)$")]
    [InlineData("startDate", "string", @"^\d{4}-\d\d-\d\d$")]
    [InlineData("contact_email", "string", "^[a-z]+@example")]
    [InlineData("user_id", "string", @"^id_\d{4}$")]
    [InlineData("width", "string", "^[a-z]+( [a-z]+)?$")]
    [InlineData("unitPrice", "number", @"^\d{1,3}(\.\d\d?)?$")]
    [InlineData("count", "integer", @"^([1-9]|10)$")]
    public void A_propertys_name_hints_at_its_value(string name, string type, string expected)
    {
        var schema = $$"""{"type":"object","properties":{"{{name}}":{"type":"{{type}}"} } }""";
        Assert.All(Enumerable.Range(0, 50), seed =>
        {
            using var made = JsonDocument.Parse(Made(schema, (ulong)seed));
            Assert.Matches(expected, made.RootElement.GetProperty(name).ToString());
        });
    }

    [Theory]
    [InlineData("""{"$ref":"#/$defs/d"}""")]
    [InlineData("""{"allOf":[{"$ref":"#/$defs/d"}]}""")]
    public void A_schema_that_leads_only_back_to_itself_has_no_value(string schema)
    {
        Assert.Equal("{}", Made(With(schema, required: "[]")));
        Assert.Contains("refers to itself without an end", From(With(schema, required: """["c"]"""), 1).Problem, StringComparison.Ordinal);

        static string With(string schema, string required) =>
            $$"""{"type":"object","required":{{required}},"properties":{"c":{"$ref":"#/$defs/d"} },"$defs":{"d":{{schema}} } }""";
    }

    [Fact]
    public void A_schema_may_refer_to_another_one_twice() =>
        Assert.Equal("null", Made("""{"allOf":[{"$ref":"#/$defs/d"},{"$ref":"#/$defs/d"}],"$defs":{"d":{"type":"null"} } }"""));

    private static string Made(string schema, ulong seed = 1)
    {
        var made = From(schema, seed);
        Assert.Null(made.Problem);
        return made.Text!;
    }

    private static GeneratedJson From(string schema, ulong seed)
    {
        using var document = JsonDocument.Parse(schema);
        return JsonFromSchema.Of(document.RootElement, new RandomSequence(seed));
    }
}
