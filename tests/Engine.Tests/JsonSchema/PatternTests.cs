using System.Text.RegularExpressions;
using MockLlm.Engine.JsonSchema;
using MockLlm.Engine.Randomness;
using MockLlm.Engine.Work;

namespace MockLlm.Engine.Tests.JsonSchema;

public sealed class PatternTests
{
    private static StepLimit NoLimit => new(new(), int.MaxValue);

    [Theory]
    [InlineData(@"^[a-zA-Z_][a-zA-Z0-9_-]{0,63}$")]
    [InlineData(@"^\d{3}-\d{3}-\d{4}$")]
    [InlineData(@"^(\([0-9]{3}\))?[0-9]{3}-[0-9]{4}$")]
    [InlineData(@"^#([A-Fa-f0-9]{6}|[A-Fa-f0-9]{3})$")]
    [InlineData(@"^https?://[^\s/]+(/[^\s]*)?$")]
    [InlineData(@"^(?<year>\d{4})-(0[1-9]|1[0-2])$")]
    [InlineData(@"^[^\d_]+?\.[\]\-x]$")]
    [InlineData(@"^@[a-zA-Z0-9_]+$")]
    [InlineData(@"a{2,}b?|c+")]
    [InlineData(@"^\x41\u0042\t{x}$")]
    public void Makes_texts_that_match_as_another_engine_sees_it(string pattern)
    {
        var read = PatternReader.Read(pattern)!;
        for (var seed = 0UL; seed < 100; seed++)
        {
            var random = new RandomSequence(seed);
            var text = PatternText.Of(read.Part, 4, ref random, NoLimit)!;
            Assert.Matches(new Regex(pattern, RegexOptions.ECMAScript), text);
            Assert.True(read.IsFoundIn(text, NoLimit));
        }
    }

    [Theory]
    [InlineData("^a+$", "aab")]
    [InlineData("^[^a-c]$", "b")]
    [InlineData("^(ab|c){2}$", "abab c")]
    [InlineData("x.y", "xy")]
    public void Is_not_found_where_it_does_not_match(string pattern, string text) => Assert.False(PatternReader.Read(pattern)!.IsFoundIn(text, NoLimit));

    [Theory]
    [InlineData("(?=a)")]
    [InlineData("(?<!a)b")]
    [InlineData(@"(a)\1")]
    [InlineData(@"\bword\b")]
    [InlineData("a{3,2}")]
    [InlineData("[z-a]")]
    [InlineData("(")]
    [InlineData("a)")]
    [InlineData("[a")]
    [InlineData("*a")]
    [InlineData("\\")]
    [InlineData(@"\u00")]
    public void Does_not_read_what_it_cannot_make(string pattern) => Assert.Null(PatternReader.Read(pattern));

    [Fact]
    public void A_search_without_an_end_is_given_up() => Assert.True(PatternReader.Read("^(a*)*b$")!.IsFoundIn(new string('a', 40), NoLimit));

    [Fact]
    public void A_class_holds_the_characters_of_its_ranges_however_they_overlap()
    {
        var random = new RandomSequence(1);
        for (var round = 0; round < 500; round++)
        {
            var ranges = new (int First, int Last)[random.NextBelow(6)];
            for (var index = 0; index < ranges.Length; index++)
            {
                var first = random.NextBelow(40);
                ranges[index] = (first, first + random.NextBelow(8));
            }

            var (plain, negated) = (new PatternPart.Characters(ranges, negated: false), new PatternPart.Characters(ranges, negated: true));
            Assert.All(Enumerable.Range(0, 50), character =>
            {
                var isHeld = ranges.Any(range => character >= range.First && character <= range.Last);
                Assert.Equal((isHeld, !isHeld), (plain.Holds(character), negated.Holds(character)));
            });
        }
    }
}
