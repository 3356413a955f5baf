using CsCheck;
using MockLlm.Bench.Fuzzing;

namespace MockLlm.Bench.Tests.Fuzzing;

/// <summary>The fuzzer finds what is wrong, makes it short, and can make it again.</summary>
public sealed class FuzzRunTests
{
    private static readonly Gen<FuzzInput> Letters = Gen.Char["abcdefgh"].Array[0, 40].Select(letters => new FuzzInput("here", new string(letters)));

    [Fact]
    public void A_failing_input_is_shrunk_and_its_seed_makes_it_again()
    {
        var run = new FuzzRun(new("letters", Letters, input => input.Text.Contains('b') && input.Text.Contains('g') ? "both" : null));

        run.For(TimeSpan.FromSeconds(0.3), CancellationToken.None);

        var finding = Assert.Single(run.Findings);
        Assert.Equal("bg", string.Concat(finding.Input.Text.Order()));
        Assert.Contains('b', run.One(finding.Seed).Text);
        Assert.Contains('g', run.One(finding.Seed).Text);
    }

    [Fact]
    public void An_exception_is_a_finding()
    {
        var run = new FuzzRun(new("letters", Letters, input => input.Text.Contains('c') ? throw new FormatException("no") : null));

        run.For(TimeSpan.FromSeconds(0.3), CancellationToken.None);

        Assert.StartsWith("FormatException: no", Assert.Single(run.Findings).Complaint, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"a":1,"b":["x",{"c":null}]}""", 9)]
    [InlineData("""{"a":"}",""", 2)]
    [InlineData("[[1", 1)]
    public void Values_and_keys_are_found_in_whole_and_broken_JSON(string json, int spans)
    {
        var found = JsonSpans.In(json);

        Assert.Equal(spans, found.Count);
        Assert.All(found.Where(span => span.IsKey), key => Assert.Equal(':', json[key.End]));
    }

    [Fact]
    public void A_character_can_stand_for_a_raw_byte() =>
        Assert.Equal([(byte)'a', 0xFF, 0xC3, 0xA9], new FuzzInput("here", "a\uF7FFé").Bytes());

    [Theory]
    [InlineData("[0]", "[0]")]
    [InlineData("aaaaXaaaaYaa", "XY")]
    public void Shrinking_keeps_what_fails(string text, string expected) => Assert.Equal(
        expected,
        Shrunk.Of(text, one => expected.All(one.Contains), TimeSpan.FromMinutes(1)));
}
