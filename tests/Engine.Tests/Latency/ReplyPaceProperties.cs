using FsCheck;
using FsCheck.Xunit;
using MockLlm.Engine.Completions;
using MockLlm.Engine.Latency;
using MockLlm.Engine.Pacing;
using MockLlm.Engine.Precedence;
using MockLlm.Engine.Randomness;
using MockLlm.Engine.Tests.Authoring;
using MockLlm.Engine.Tests.Completions;
using MockLlm.Engine.Tests.Tokenization;
using MockLlm.Engine.Tokenization;

namespace MockLlm.Engine.Tests.Latency;

[Properties(Arbitrary = [typeof(AnyText), typeof(AnyChunk), typeof(AnyLatency)], MaxTest = 500)]
public sealed class ReplyPaceProperties
{
    [Property]
    public bool A_plain_reply_takes_as_long_as_the_longest_of_its_streams(
        string text, AnyChunk chunk, AnyLatency layers, PositiveInt max, byte choices, byte queued, ulong seed)
    {
        var pace = Pace(layers, seed, TimeSpan.FromMicroseconds(queued));
        var completion = HandOut(pace, text, max.Get, 1 + (choices % 4));

        return pace.End == Enumerable.Range(0, 1 + (choices % 4)).Max(choice => Dues(pace, completion, chunk, choice).Last());
    }

    [Property]
    public bool Two_completions_end_with_the_later_one(string first, string second, AnyChunk chunk, AnyLatency layers, ulong seed)
    {
        var pace = Pace(layers, seed);
        Completion[] completions = [HandOut(pace, first, 1_000, 1), HandOut(pace, second, 1_000, 1)];

        return pace.End == completions.Max(completion => Dues(pace, completion, chunk, choice: 0).Last());
    }

    [Property]
    public bool Dues_begin_with_the_opening_and_never_decrease(string text, AnyChunk chunk, AnyLatency layers, byte queued, ulong seed)
    {
        var pace = Pace(layers, seed, TimeSpan.FromMicroseconds(queued));
        var dues = Dues(pace, HandOut(pace, text, 1_000, 1), chunk, choice: 0);

        return dues[0] == pace.Opening
            && pace.Opening >= TimeSpan.FromMicroseconds(queued)
            && dues.Zip(dues.Skip(1)).All(pair => pair.First <= pair.Second);
    }

    [Property]
    public bool The_way_a_text_is_cut_does_not_change_when_it_ends(string text, AnyChunk one, AnyChunk other, AnyLatency layers, ulong seed)
    {
        var pace = Pace(layers, seed);
        var completion = HandOut(pace, text, 1_000, 1);

        return Dues(pace, completion, one, choice: 0).Last() == Dues(pace, completion, other, choice: 0).Last();
    }

    [Property]
    public bool The_same_seed_gives_the_same_times(string text, AnyChunk chunk, AnyLatency layers, ulong seed)
    {
        var (one, again) = (Pace(layers, seed), Pace(layers, seed));

        return Dues(one, HandOut(one, text, 1_000, 2), chunk, choice: 1)
            .SequenceEqual(Dues(again, HandOut(again, text, 1_000, 2), chunk, choice: 1));
    }

    [Property]
    public bool Every_key_is_that_of_the_first_layer_that_has_it_in_whatever_order_they_are_merged(
        AnyLatency header, AnyLatency live, AnyLatency rule, AnyLatency model, AnyLatency provider, AnyLatency top, int order)
    {
        ConfigLayer[] places = [ConfigLayer.Request, ConfigLayer.LiveTopLevel, ConfigLayer.Rule, ConfigLayer.Model, ConfigLayer.Provider, ConfigLayer.TopLevel];
        LatencySettings[] layers = [.. new[] { header, live, rule, model, provider, top }.Zip(places, (layer, place) => layer.Value.At(new(place)))];
        var shuffled = layers.ToArray();
        new Random(order).Shuffle(shuffled);
        var merged = shuffled.Aggregate((one, other) => LatencySettings.Merge(one, other));

        return merged.Keys.Index().All(key =>
        {
            var first = layers.Select(layer => layer.Keys[key.Index].Value).FirstOrDefault(value => value is not null);
            return Equals(key.Item.Value, first) && key.Item.Value?.Origin == first?.Origin;
        });
    }

    private static ReplyPace Pace(AnyLatency layers, ulong seed, TimeSpan start = default) =>
        new(new LagSettings(), RandomSource.Of(seed, requestKey: 1, ordinal: 0)) { Layers = layers.Value, Start = start, Running = 2 };

    private static Completion HandOut(ReplyPace pace, string text, int max, int choices)
    {
        var tokens = SharedTokenizers.Instance.Tokenize(text, TokenEncoding.O200kBase);
        var completion = CompletionCut.Apply(text, tokens, new(max)) with { Pace = pace.For(rule: null, () => 7) };
        pace.HandOut(completion, choices);
        return completion;
    }

    // The opening events come first, and where there is no text they are all that is waited for.
    private static List<TimeSpan> Dues(ReplyPace pace, Completion completion, AnyChunk chunk, int choice)
    {
        var dues = Pieces.Of(completion, chunk.Value, () => pace.ScheduleOf(completion, choice)).Select(piece => piece.Due).ToList();
        return [pace.ScheduleOf(completion, choice).Opening, .. dues];
    }
}
