using MockLlm.Providers.OpenAi.Tools;

namespace MockLlm.Providers.Tests.OpenAi.Chat;

/// <summary>
/// Far more tool calls than a message may have. These checks take well below a second. If their work grew with the square of the calls, they
/// would take minutes.
/// </summary>
public sealed class ManyCallsTests
{
    private const int Calls = 300_000;
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(20);

    private static readonly List<CalledTool> Called = [.. Enumerable.Range(0, Calls).Select(call => new CalledTool($"call_{call}", "look", "{}"))];

    [Fact]
    public async Task Calls_that_are_answered_in_reverse_are_checked_quickly()
    {
        List<ToolTurn> turns = [new("assistant", Called, null), .. Enumerable.Reverse(Called).Select(call => new ToolTurn("tool", [], call.Id))];

        Assert.Null(await Task.Run(() => ToolTurns.Broken(turns)).WaitAsync(Most));
    }

    [Fact]
    public async Task One_call_without_an_answer_among_many_is_found_quickly()
    {
        List<ToolTurn> turns = [new("assistant", Called, null), .. Called.SkipLast(1).Select(call => new ToolTurn("tool", [], call.Id))];

        var problem = await Task.Run(() => ToolTurns.Broken(turns)).WaitAsync(Most);

        Assert.EndsWith($"did not have response messages: call_{Calls - 1}", problem!.Message, StringComparison.Ordinal);
    }
}
