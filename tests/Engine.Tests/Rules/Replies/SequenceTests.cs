using MockLlm.Engine.Rules.Replies;

namespace MockLlm.Engine.Tests.Rules.Replies;

public sealed class SequenceTests
{
    private readonly SequenceCursors _cursors = new();

    [Theory]
    [InlineData("last", "one two two two")]
    [InlineData("loop", "one two one two")]
    public void Replies_come_one_after_another(string then, string texts) =>
        Assert.Equal(texts, string.Join(' ', Enumerable.Range(0, 4).Select(_ => Next(Yaml(then)))));

    [Fact]
    public void After_the_last_reply_there_may_be_an_error()
    {
        Next(Yaml("error"));
        Next(Yaml("error"));

        var refused = Assert.Throws<ReplyRefusedException>(() => Next(Yaml("error")));
        Assert.Equal(500, refused.Problem(ErrorWording.Plain).Status);
    }

    [Fact]
    public void Each_session_and_each_key_is_counted_for_itself()
    {
        Assert.Equal("one", Next(Yaml("last"), "a"));
        Assert.Equal("one", Next(Yaml("last"), "b"));
        Assert.Equal("two", Next(Yaml("last"), "a"));
        Assert.Equal("one", Next(Yaml("last")));
    }

    [Fact]
    public void A_session_is_not_asked_for_where_requests_control_nothing()
    {
        var yaml = Yaml("last") + "\nsettings: {request_control: false}";

        Assert.Equal("one", Next(yaml, "a"));
        Assert.Equal("two", Next(yaml, "b"));
    }

    [Fact]
    public void A_request_takes_one_step_however_often_its_handler_asks()
    {
        var mock = RuleMock.Of(Yaml("last"), _cursors);

        Assert.Equal("one", mock.Respond("hi").Text);
        Assert.Equal("one", mock.Respond("hi").Text);
        Assert.Equal("two", Next(Yaml("last")));
    }

    [Fact]
    public void An_edit_that_leaves_the_rule_as_it_is_leaves_its_sessions_where_they_are()
    {
        Next(Yaml("last"));

        Assert.Equal("two", Next("rules: [{when: {prompt: x}, reply: {text: x}}, {then: last, replies: [{text: one}, {text: two}]}]"));
        Assert.Equal("one", Next("rules: [{replies: [{text: one}, {text: two}, {text: three}]}]"));
    }

    [Fact]
    public void After_a_reset_all_start_anew()
    {
        Next(Yaml("last"));
        _cursors.Reset();

        Assert.Equal("one", Next(Yaml("last")));
    }

    [Fact]
    public void Steps_are_exact_under_concurrency()
    {
        var taken = new long[10_000];
        Parallel.For(0, taken.Length, i => taken[i] = new SequenceSteps(_cursors, "s").Of("a"));

        Assert.Equal(Enumerable.Range(0, taken.Length).Select(i => (long)i), taken.Order());
    }

    [Fact]
    public void Of_too_many_sessions_the_one_that_was_asked_for_longest_ago_is_forgotten()
    {
        var cursors = new SequenceCursors(capacity: 2);
        cursors.Next("q", "a");
        cursors.Next("q", "b");
        cursors.Next("q", "a");
        cursors.Next("q", "c");

        Assert.Equal(2, cursors.Next("q", "a"));
        Assert.Equal(0, cursors.Next("q", "b"));
    }

    [Fact]
    public void A_step_can_be_taken_back()
    {
        var steps = new SequenceSteps(_cursors, "s");
        steps.Of("a");
        steps.TakeBack();

        Assert.Equal(0, new SequenceSteps(_cursors, "s").Of("a"));
    }

    private static string Yaml(string then) => $"rules: [{{replies: [{{text: one}}, {{text: two}}], then: {then}}}]";

    private string Next(string yaml, string? session = null) =>
        RuleMock.Of(yaml, _cursors, session is null ? null : new() { ["x-mockllm-session"] = session }).Respond("hi").Text;
}
