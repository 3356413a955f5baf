using System.Text.RegularExpressions;
using Akka.Streams;
using Akka.Streams.Dsl;
using FsCheck.Xunit;
using Microsoft.Extensions.Time.Testing;
using MockLlm.Engine.Tests.Pacing;

namespace MockLlm.Engine.Tests.Authoring;

public sealed class MockTests : QuietTestKit
{
    private static readonly Dictionary<string, string> Greeting = new() { ["hi"] = "hello" };
    private readonly ActorMaterializer _materializer;

    public MockTests() => _materializer = Sys.Materializer();

    [Fact]
    public void A_mock_for_a_unit_test_has_its_responses_and_the_unknown_one()
    {
        var mock = Mock.For(Greeting, unknownResponse: "What?");

        Assert.Equal("hello", mock.Respond("hi").Text);
        Assert.Equal("What?", mock.Respond("bye").Text);
        Assert.Equal(new Usage(1, 1), mock.Usage("hi", "hello"));
    }

    [Fact]
    public void A_mock_for_a_unit_test_has_its_request_and_settings()
    {
        var mock = Mock.For(request: new("GET", "/x", _ => null, _ => null, _ => null), settings: new Version(1, 2));

        Assert.Equal("/x", mock.Request.Path);
        Assert.Equal(new Version(1, 2), mock.Settings<Version>());
        Assert.Throws<InvalidOperationException>(() => mock.Settings<string>());
    }

    [Fact]
    public void A_mock_for_a_unit_test_has_its_models_by_name_and_alias()
    {
        var large = new ModelInfo("large") { Aliases = ["big"], MaxTokens = 7 };
        var mock = Mock.For(models: [large]);

        Assert.Equal([large], mock.Models);
        Assert.Equal(7, mock.Model("big")?.MaxTokens);
        Assert.Null(mock.Model("small"));
        Assert.Null(Mock.For().Model("large"));
    }

    [Fact]
    public void The_timestamp_is_the_injected_clock_s_in_seconds() => Assert.Equal(
        1_700_000_000, Mock.For(time: new FakeTimeProvider(DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_900))).Timestamp);

    [Property]
    public void A_uuid_is_of_version_4_and_comes_from_the_seed(ulong seed)
    {
        var (first, again) = (Mock.For(seed: seed).Ids, Mock.For(seed: seed).Ids);
        var uuid = first.Uuid();

        Assert.Matches(new Regex("^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"), uuid);
        Assert.Equal(uuid, again.Uuid());
        Assert.NotEqual(uuid, first.Uuid());
    }

    [Property]
    public void Drawn_numbers_are_below_one_and_come_from_the_seed_and_the_purpose(ulong seed)
    {
        var numbers = Mock.For(seed: seed).Draw("embedding").Take(100).ToList();

        Assert.All(numbers, number => Assert.InRange(number, 0, 0.9999999999999999));
        Assert.Equal(numbers, Mock.For(seed: seed).Draw("embedding").Take(100));
        Assert.NotEqual(numbers, Mock.For(seed: seed).Draw("noise").Take(100));
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello there, 👋🏽 world")]
    public async Task The_pieces_of_a_streamed_text_make_the_text(string text)
    {
        Assert.Equal(text, string.Concat(await Pieces(Mock.For().Stream(text))));
        Assert.Equal(text, string.Concat(await Pieces(Mock.For(unknownResponse: text) is var mock ? mock.Stream(mock.Respond("?")) : null!)));
    }

    [Fact]
    public async Task A_streamed_text_leaves_by_token_without_lag()
    {
        Assert.Equal(["hello", " there", " world"], await Pieces(Mock.For().Stream("hello there world")));
    }

    [Fact]
    public async Task A_streamed_text_leaves_character_by_character_at_the_pace_of_the_lag()
    {
        var time = new ObservedTime();
        var run = Pieces(Mock.For(lagFactor: 1, time: time).Stream("abcd"));

        var start = time.GetTimestamp();
        for (var i = 0; i < 4; i++)
        {
            time.Advance(await time.NextWait());
        }

        Assert.Equal(["a", "b", "c", "d"], await run);
        Assert.InRange(time.GetElapsedTime(start).TotalMilliseconds, 400, 404);
    }

    [Fact]
    public async Task A_streamed_text_is_composed_with_what_comes_before_and_after_it()
    {
        var stream = Source.Single("<").Concat(Mock.For().Stream("a b").Select(piece => piece.ToUpperInvariant())).Concat(Source.Single(">"));

        Assert.Equal(["<", "A", " B", ">"], await Pieces(stream));
    }

    private Task<System.Collections.Immutable.IImmutableList<string>> Pieces(Source<string, Akka.NotUsed> stream) =>
        stream.RunWith(Sink.Seq<string>(), _materializer).OrFail();
}
