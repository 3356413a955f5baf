using System.Text;
using MockLlm.Engine.Json;

namespace MockLlm.Engine.Tests.Authoring;

public sealed class JsonFieldsTests
{
    public static TheoryData<string, string> Mistakes => new()
    {
        { """{"text":7}""", "text WrongType string integer" },
        { """{"text":1.5}""", "text WrongType string decimal" },
        { """{"text":{}}""", "text WrongType string object" },
        { """{"flag":"true"}""", "flag WrongType boolean string" },
        { """{"flag":0}""", "flag WrongType boolean integer" },
        { """{"whole":"3"}""", "whole WrongType integer string" },
        { """{"whole":1.5}""", "whole WrongType integer decimal" },
        { """{"whole":0}""", "whole BelowMinimum 1 0" },
        { """{"whole":-1}""", "whole BelowMinimum 1 -1" },
        { """{"whole":9}""", "whole AboveMaximum 8 9" },
        { """{"whole":99999999999999999999}""", "whole AboveMaximum 8 99999999999999999999" },
        { """{"whole":9.0}""", "whole AboveMaximum 8 9.0" },
        { """{"whole":-1e30}""", "whole BelowMinimum 1 -1e30" },
        { """{"whole":1e999}""", "whole AboveMaximum 8 1e999" },
        { """{"whole":-1e999}""", "whole BelowMinimum 1 -1e999" },
        { """{"number":true}""", "number WrongType decimal boolean" },
        { """{"number":2.5}""", "number AboveMaximum 2 2.5" },
        { """{"number":-0.1}""", "number BelowMinimum 0 -0.1" },
        { """{"number":1e999}""", "number AboveMaximum 2 1e999" },
        { """{"any":-1e999}""", "any BelowMinimum -1.7976931348623157E+308 -1e999" },
        { """{"one":"c"}""", "one UnknownValue 'a', 'b' 'c'" },
        { """{"section":[]}""", "section WrongType object array" },
        { """{"section":{"text":false}}""", "section.text WrongType string boolean" },
        { """{"items":"a"}""", "items WrongType array of objects string" },
        { """{"items":[{},null]}""", "items[1] WrongType object null" },
        { """{"items":[{"text":"a"},{"text":[]}]}""", "items[1].text WrongType string array" },
        { """{"texts":["a",1]}""", "texts[1] WrongType string integer" },
        { """{"texts":{}}""", "texts WrongType array of strings object" },
        { """{"text":7,"flag":"x"}""", "text WrongType string integer" },
        { """{"text":"a","text":7}""", "text WrongType string integer" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void The_first_mistake_is_noted_with_its_place_and_what_was_expected_and_found(string json, string issue) =>
        Assert.Equal(issue, Spell(Read(json).Issue));

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"text":null,"flag":null,"whole":null,"number":null,"one":null,"section":null,"items":null,"texts":null}""")]
    public void A_field_that_is_missing_or_null_is_null(string json)
    {
        var (body, issue) = Read(json);

        Assert.Null(issue);
        Assert.Equal(new Body(null, null, null, null, null, null, 0, 0), body);
    }

    [Theory]
    [InlineData("""{"whole":3}""", 3)]
    [InlineData("""{"whole":8}""", 8)]
    [InlineData("""{"whole":3.0}""", 3)]
    [InlineData("""{"whole":0.4e1}""", 4)]
    public void A_good_number_is_read(string json, long whole) => Assert.Equal((whole, null), (Read(json).Body!.Whole, Read(json).Issue));

    [Fact]
    public void Good_fields_are_read()
    {
        var (body, issue) = Read("""{"text":"é😀","flag":true,"whole":3,"number":0.5,"one":"b","section":{"text":"in"},"items":[{},{}],"texts":["x"]}""");

        Assert.Null(issue);
        Assert.Equal(new Body("é😀", true, 3, 0.5, "b", "in", 2, 1), body);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"must":null}""")]
    public void A_required_field_that_is_missing_or_null_is_noted(string json)
    {
        var issue = ReadWith(json, fields => fields.RequiredText("must"));

        Assert.Equal("must Missing  ", Spell(issue));
    }

    [Theory]
    [InlineData("[]", "array")]
    [InlineData("\"text\"", "string")]
    [InlineData("null", "null")]
    [InlineData("1.5", "decimal")]
    [InlineData("true", "boolean")]
    public void A_body_that_is_no_object_is_noted(string json, string found) =>
        Assert.Equal($" WrongType object {found}", Spell(Read(json).Issue));

    private static string Spell(BodyIssue? issue) => issue is null ? "no issue" : $"{issue.Path} {issue.Flaw} {issue.Expected} {issue.Found}";

    private static (Body? Body, BodyIssue? Issue) Read(string json)
    {
        var issues = new BodyIssues();
        using var document = JsonText.Parse(Encoding.UTF8.GetBytes(json), issues);
        var body = BodyReaders.For(typeof(Body))(document!.RootElement, issues);
        return (body as Body, issues.First);
    }

    private static BodyIssue? ReadWith(string json, Action<JsonFields> read)
    {
        var issues = new BodyIssues();
        using var document = JsonText.Parse(Encoding.UTF8.GetBytes(json), issues);
        read(new JsonFields(document!.RootElement, null, issues));
        return issues.First;
    }

    internal sealed record Body(
        string? Text, bool? Flag, long? Whole, double? Number, string? One, string? Inner, int Items, int Texts) : IBody<Body>
    {
        public static Body Read(JsonFields fields)
        {
            fields.Number("any");
            return new(
                fields.Text("text"),
                fields.Flag("flag"),
                fields.Whole("whole", 1, 8),
                fields.Number("number", 0, 2),
                fields.OneOf("one", ["a", "b"]),
                fields.Section("section")?.Text("text"),
                fields.Items("items")?.Objects(item => item.Text("text")).Count ?? 0,
                fields.Items("texts", "strings")?.Texts().Count ?? 0);
        }
    }
}
