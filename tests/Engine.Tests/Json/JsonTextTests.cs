using System.Text;
using FsCheck.Xunit;
using MockLlm.Engine.Json;

namespace MockLlm.Engine.Tests.Json;

public sealed class JsonTextTests
{
    [Theory]
    [InlineData("", "line 1, column 1 cannot be read")]
    [InlineData("{\"a\":1,\n  oops}", "line 2, column 3 cannot be read")]
    [InlineData("{\"a\":1}}", "line 1, column 8 cannot be read")]
    [InlineData("{\"a\":1,}", "line 1, column 8 cannot be read")]
    [InlineData("// no\n{}", "line 1, column 1 cannot be read")]
    [InlineData("\uFEFF{}", "line 1, column 1 cannot be read")]
    [InlineData("NaN", "line 1, column 1 cannot be read")]
    [InlineData("""{"a":"\ud83d"}""", "a string holds half of a surrogate pair")]
    [InlineData("""{"\uDE00":1}""", "a string holds half of a surrogate pair")]
    [InlineData("""["\ude00\ud83d"]""", "a string holds half of a surrogate pair")]
    public void Broken_JSON_is_an_issue_with_its_place(string json, string words) =>
        Assert.Equal(new BodyIssue(BodyFlaw.NotJson, "", "", words), Parse(Encoding.UTF8.GetBytes(json)));

    [Theory]
    [InlineData(0xFF)]
    [InlineData(0xC0, 0xAF)]
    [InlineData(0xED, 0xA0, 0xBD)]
    [InlineData(0xF0, 0x9F, 0x98)]
    public void Bad_UTF8_is_an_issue(params int[] bytes) => Assert.Equal(
        new BodyIssue(BodyFlaw.NotJson, "", "", "the bytes are not valid UTF-8"),
        Parse([.. "{\"a\":\""u8, .. bytes.Select(each => (byte)each), .. "\"}"u8]));

    [Theory]
    [InlineData("""{"a":"\ud83d\ude00"}""")]
    [InlineData("""{"a":"\\ud83d"}""")]
    [InlineData("""{"a":1,"a":2}""")]
    [InlineData("1e999")]
    [InlineData(" null ")]
    public void What_is_JSON_is_a_document(string json) => Assert.Null(Parse(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void Nesting_is_allowed_up_to_the_limit()
    {
        Assert.Null(Parse(Nested(EngineJson.MaxBodyDepth)));
        Assert.Equal(BodyFlaw.NotJson, Parse(Nested(EngineJson.MaxBodyDepth + 1))?.Flaw);
        Assert.Equal(BodyFlaw.NotJson, Parse(Nested(10_000))?.Flaw);
    }

    [Property(MaxTest = 500)]
    public void Any_bytes_are_a_document_or_an_issue(byte[] bytes) => Parse(bytes);

    [Property(MaxTest = 500)]
    public void Any_text_in_a_string_is_a_document_or_an_issue(string text) =>
        Parse(Encoding.UTF8.GetBytes($$"""{"a":"{{text}}"}"""));

    // An issue where there is no document, and none where there is one.
    private static BodyIssue? Parse(byte[] bytes)
    {
        var issues = new BodyIssues();
        using var document = JsonText.Parse(bytes, issues);
        Assert.Equal(document is null, issues.First is not null);
        return issues.First;
    }

    private static byte[] Nested(int depth) => Encoding.UTF8.GetBytes(new string('[', depth) + new string(']', depth));
}
