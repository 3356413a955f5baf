using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using MockLlm.Engine.Settings;

namespace MockLlm.Engine.Tests.Settings;

public sealed class RecordSchemaTests
{
    [Theory]
    [InlineData("api_version", """{"type": "string", "maxLength": 4, "default": "v1"}""")]
    [InlineData("custom_setting", """{"type": "boolean", "default": true}""")]
    [InlineData("retries", """{"type": "integer", "minimum": 0, "maximum": 10, "default": 3}""")]
    [InlineData("limit", """{"type": ["integer", "null"]}""")]
    [InlineData("speed", """{"type": ["string", "null"], "enum": ["slow", "very_fast", null], "default": "very_fast"}""")]
    [InlineData("region", """{"type": ["string", "null"], "pattern": "^(?:[a-z]+)$"}""")]
    [InlineData("share", """{"type": "number", "minimum": 0, "maximum": 1, "description": "A share of one.", "default": 0.5}""")]
    [InlineData("timeout", """{"type": "string", "pattern": "^(0|[0-9]+(\\.[0-9]+)?(us|ms|s|m))$", "default": "1500ms"}""")]
    [InlineData("tags", """{"type": "array", "items": {"type": "string"}, "maxItems": 2, "default": ["a"]}""")]
    [InlineData("numbers", """{"type": "array", "items": {"type": ["integer", "null"]}, "default": []}""")]
    public void A_field_shows_its_type_its_rules_and_its_default(string field, string expected)
    {
        var schema = RecordSchema.Of(RecordShapes.Of(typeof(CustomSettings)));

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), schema["properties"]![field]), schema["properties"]![field]!.ToJsonString());
    }

    [Fact]
    public void A_nested_record_is_an_object_of_its_own()
    {
        var schema = RecordSchema.Of(RecordShapes.Of(typeof(CustomSettings)))["properties"]!["backend"]!;

        Assert.Equal("""["host"]""", schema["required"]!.ToJsonString());
        Assert.Equal(65535, (int)schema["properties"]!["port"]!["maximum"]!);
        Assert.Equal("""{"host":"localhost","port":80}""", schema["default"]!.ToJsonString());
    }

    [Fact]
    public void What_must_be_written_is_required_and_nothing_unknown_may_be()
    {
        var schema = RecordSchema.Of(RecordShapes.Of(typeof(NeededSettings)));

        Assert.Equal("""["key","region","choice"]""", schema["required"]!.ToJsonString());
        Assert.Equal("""["one","two"]""", schema["properties"]!["choice"]!["enum"]!.ToJsonString());
        Assert.False((bool)schema["additionalProperties"]!);
        Assert.False(RecordSchema.Of(RecordShapes.Of(typeof(CustomSettings))).ContainsKey("required"));
    }

    [Theory]
    [InlineData(typeof(Dated), "Dated.When is of type DateTime; use string, bool, int, long, double, TimeSpan, an enum, a record, or a list of these.")]
    [InlineData(typeof(Looped), "Looped contains itself; a settings record cannot be recursive.")]
    [InlineData(typeof(Ambiguous), "Ambiguous cannot be created; give it one public constructor.")]
    public void A_record_that_cannot_be_filled_names_type_and_member(Type type, string message) =>
        Assert.EndsWith(message, Assert.Throws<NotSupportedException>(() => RecordShapes.Of(type)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_constructors_defaults_of_value_types_are_kept()
    {
        var defaults = Assert.IsType<Defaulted>(RecordShapes.Of(typeof(Defaulted)).Defaults());

        Assert.Equal((Speed.VeryFast, TimeSpan.Zero), (defaults.Speed, defaults.Pause));
    }

    private sealed record Dated(DateTime When);

    private sealed record Looped(IReadOnlyList<Looped> Inner);

    private sealed record Defaulted(Speed Speed = Speed.VeryFast, TimeSpan Pause = default);

    private sealed class Ambiguous
    {
        public Ambiguous(int one) => One = one;

        public Ambiguous(string two) => Two = two;

        [Range(1, 2)]
        public int One { get; }

        public string? Two { get; }
    }
}
