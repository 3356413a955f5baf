using MockLlm.Engine.Completions;
using MockLlm.Engine.Latency;
using MockLlm.Engine.Pacing;
using MockLlm.Engine.Randomness;
using MockLlm.Engine.Tests.Tokenization;
using MockLlm.Engine.Tokenization;

namespace MockLlm.Engine.Tests.Completions;

public sealed class CompletionPartsTests
{
    private static readonly CompletionPart Thought = Part(PartKind.Reasoning, "let me think");
    private static readonly CompletionPart Said = Part(PartKind.Text, "one moment please");
    private static readonly CompletionPart Call = Part(PartKind.ToolCall, """{"city":"Paris"}""") with { Tool = "get_weather" };

    [Fact]
    public void A_completion_of_several_parts_has_the_text_of_its_text_parts_and_the_tokens_of_all()
    {
        var completion = CompletionCut.Apply(new Draft([Thought, Said, Call]), CompletionLimits.None);

        Assert.Equal("one moment please", completion.Text);
        Assert.Equal("let me think", completion.Reasoning);
        Assert.Equal(["get_weather"], completion.ToolCalls.Select(call => call.Tool));
        Assert.Equal(Thought.TokenCount + Said.TokenCount + Call.TokenCount, completion.Tokens);
        Assert.Equal(3, completion.ReasoningTokens);
        Assert.Equal(completion.AllText.Length, completion.TextTokens.Ends[^1]);
        Assert.Equal(FinishReason.ToolCalls, completion.FinishReason);
    }

    [Fact]
    public void A_token_limit_counts_over_all_parts_and_what_comes_after_it_is_not_said()
    {
        for (var max = 1; max < Thought.TokenCount + Said.TokenCount + Call.TokenCount; max++)
        {
            var completion = CompletionCut.Apply(new Draft([Thought, Said, Call]), new(MaxTokens: max));

            Assert.Equal(max, completion.Tokens);
            Assert.Equal(FinishReason.Length, completion.FinishReason);
            Assert.StartsWith(completion.AllText, Thought.Text + Said.Text + Call.Text, StringComparison.Ordinal);
            Assert.DoesNotContain(completion.Parts, part => part.Text.Length == 0);
        }
    }

    [Fact]
    public void A_stop_sequence_ends_a_text_and_is_not_looked_for_in_reasoning_or_arguments()
    {
        var stopped = CompletionCut.Apply(new Draft([Thought, Said, Call]), new(Stop: ["moment"]));
        var whole = CompletionCut.Apply(new Draft([Thought, Said, Call]), new(Stop: ["think", "Paris"]));

        Assert.Equal([Thought.Text, "one "], stopped.Parts.Select(part => part.Text));
        Assert.Equal("moment", stopped.StopSequence);
        Assert.Equal(FinishReason.Stop, stopped.FinishReason);
        Assert.Equal(3, whole.Parts.Count);
    }

    [Fact]
    public void Reasoning_is_left_out_unless_it_is_asked_for()
    {
        var draft = new Draft([Thought, Said]);

        Assert.Equal([Said], draft.For(new([])).Parts);
        Assert.Equal([Thought, Said], draft.For(new([]) { WantsReasoning = true }).Parts);
    }

    [Fact]
    public void Where_only_one_tool_may_be_called_at_once_the_first_is()
    {
        var other = Call with { Tool = "get_time" };

        Assert.Equal([Call], new Draft([Call, other]).For(new([]) { ParallelToolCalls = false }).Parts);
        Assert.Equal([Call, other], new Draft([Call, other]).For(new([])).Parts);
    }

    [Fact]
    public void Pieces_tell_their_part_and_none_is_of_two()
    {
        var completion = Completion.Of([Thought, Said, Call], FinishReason.ToolCalls);

        foreach (var chunk in new[] { Chunking.Tokens, Chunking.Words, new Chunking(ChunkUnit.Character, 5) })
        {
            var pieces = Pieces.Of(completion, chunk, () => Schedule.Immediate).ToList();

            Assert.Equal([0, 1, 2], pieces.Select(piece => piece.Part).Distinct());
            Assert.All(completion.Parts.Index(), part => Assert.Equal(
                part.Item.Text, string.Concat(pieces.Where(piece => piece.Part == part.Index).Select(piece => piece.Text))));
        }
    }

    [Fact]
    public void Lag_covers_all_parts()
    {
        var lag = new LagSettings(Enabled: true, 10);
        var completion = Completion.Of([Thought, Said, Call], FinishReason.ToolCalls);
        var last = Pieces.Of(completion, Chunking.Characters, () => Schedule.Of(completion.AllText, lag, new RandomSequence(1))).Last();

        Assert.Equal(LagSchedule.Duration(Thought.Text + Said.Text + Call.Text, lag), last.Due);
    }

    [Fact]
    public void Latency_draws_a_gap_for_every_token_of_every_part()
    {
        var pace = new ReplyPace(new(), RandomSource.Of(1, 0, 0)) { Layers = new() { InterToken = new Distribution.Constant(TimeSpan.FromMilliseconds(10).Ticks) } };
        var completion = Completion.Of([Thought, Said, Call], FinishReason.ToolCalls) with { Pace = pace.For(rule: null, () => 0) };
        var last = Pieces.Of(completion, Chunking.Tokens, () => pace.ScheduleOf(completion, choice: 0)).Last();

        Assert.Equal(TimeSpan.FromMilliseconds(10) * (completion.Tokens - 1), last.Due);
    }

    [Fact]
    public void A_text_that_a_provider_puts_in_the_place_of_another_is_what_is_said()
    {
        var completion = Completion.Of([Thought, Said, Call], FinishReason.ToolCalls) with { Text = "another" };

        Assert.Equal([Thought.Text, "another", Call.Text], completion.Parts.Select(part => part.Text));
    }

    [Fact]
    public void A_rule_may_say_what_a_request_costs()
    {
        var completion = Completion.Of([Said], FinishReason.Stop);

        Assert.Equal(new Usage(7, Said.TokenCount * 2), completion.Usage(7, choices: 2));
        Assert.Equal(new Usage(7, 5), (completion with { WrittenUsage = new(null, 5) }).Usage(7));
        Assert.Equal(new Usage(1, Said.TokenCount), (completion with { WrittenUsage = new(1, null) }).Usage(7));
    }

    [Fact]
    public void Tool_results_are_those_of_the_messages_at_the_end_joined_with_a_line_break()
    {
        Message user = new("user", "hi"), first = new("tool", "sunny"), second = new("tool", "20 degrees");

        Assert.Null(new Conversation([user]).ToolResult);
        Assert.Null(new Conversation([first, user]).ToolResult);
        Assert.Equal("sunny\n20 degrees", new Conversation([user, new("assistant", null), first, second]).ToolResult);
    }

    private static CompletionPart Part(PartKind kind, string text) =>
        new(kind, text) { Tokens = SharedTokenizers.Instance.Tokenize(text, TokenEncoding.O200kBase) };
}
