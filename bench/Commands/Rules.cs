using System.Globalization;
using System.Text;
using MockLlm.Bench.Measures;
using MockLlm.Bench.Servers;

namespace MockLlm.Bench.Commands;

/// <summary>
/// Throughput with 10,000 responses and 1,000 rules, or with regular expressions, compared with five responses and five rules. No rule
/// matches the request, so that all rules count.
/// </summary>
internal static class Rules
{
    private const int FewEach = 5;
    private const int ManyResponses = 10_000;
    private const int ManyRules = 1_000;

    public static async Task Run(Arguments arguments, CancellationToken stop)
    {
        var server = arguments.Text("server");
        var expressions = arguments.Number("regex", 0, atLeast: 0);
        await using var few = MockLlmServer.Start(server, Entries(FewEach, FewEach, 0));
        await using var many = MockLlmServer.Start(
            server, expressions > 0 ? Entries(FewEach, FewEach, expressions) : Entries(ManyResponses, ManyRules, 0));
        await Readiness.Warm(few.Process, stop);
        await Readiness.Warm(many.Process, stop);
        await new Pairs(arguments.Number("rounds", 10), arguments.Number("seconds", 3))
            .Run(few.Process, many.Process, ("ten", expressions > 0 ? "expressions" : "11,000"), stop);
    }

    private static string Entries(int responses, int rules, int expressions)
    {
        var yaml = new StringBuilder(Conversation.Responses(Conversation.Answer));
        var first = new StringBuilder();
        for (var i = 1; i < responses; i++)
        {
            first.Append(CultureInfo.InvariantCulture, $"  question number {i}: This is answer number {i}.\n");
        }

        yaml.Insert("responses:\n".Length, first);
        yaml.Append("rules:\n");
        for (var i = 0; i < rules; i++)
        {
            yaml.Append(CultureInfo.InvariantCulture, $"  - {{when: {{{When(i)}}}, reply: {{text: This is reply number {i}.}}}}\n");
        }

        for (var i = 0; i < expressions; i++)
        {
            yaml.Append(CultureInfo.InvariantCulture, $"  - {{when: {{prompt: {{regex: 'storm\\s+{i}|order #{i}\\d+'}}}}, reply: {{text: This is reply number {i}.}}}}\n");
        }

        return yaml.ToString();
    }

    private static string When(int i) => (i % 5) switch
    {
        0 => $"prompt: exactly this question {i}",
        1 => $"prompt: {{starts_with: what colour is number {i}}}",
        2 => $"prompt: {{contains: the sky number {i}}}",
        3 => $"prompt: {{contains: The SEA number {i}, ignore_case: true}}",
        _ => $"model: \"my-model-{i}-*\"",
    };
}
