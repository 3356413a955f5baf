using System.Text.RegularExpressions;
using MockLlm.Engine.Catalog;
using MockLlm.Engine.Configuration;

namespace MockLlm.Engine.Tests.Configuration;

/// <summary>Empty lists, maps and texts in every place of the file: a message never contradicts itself and never leaves a name out.</summary>
public sealed partial class EmptyValuesTests
{
    private static readonly string[] Empty = ["", "\"\"", "''", "[]", "{}", "[[]]", "[{}]", "[\"\"]", "[~]", "{\"\": \"\"}", "{a: }", "\" \""];

    public static TheoryData<string> Places =>
    [
        "@",
        "responses: @",
        "responses: {hi: @}",
        "responses: {\"\": @}",
        "defaults: @",
        "defaults: {unknown_response: @}",
        "seed: @",
        "plugins: @",
        "settings: @",
        "settings: {lag_enabled: @}",
        "settings: {lag_factor: @}",
        "settings: {chunk: @}",
        "settings: {chunk: {characters: @}}",
        "settings: {api_keys: @}",
        "settings: {strict_models: @}",
        "server: @",
        "server: {max_body: @}",
        "server: {drain: @}",
        "server: {handler_timeout: @}",
        "providers: @",
        "providers: {one: @}",
        "providers: {one: {enabled: @}}",
        "providers: {one: {settings: @}}",
        "providers: {one: {latency: @}}",
        "providers: {one: {limits: @}}",
        "models: @",
        "models: [@]",
        "models: [{name: @, provider: one}]",
        "models: [{name: a, provider: @}]",
        "models: [{name: a, provider: one, aliases: @}]",
        "models: [{name: a, provider: one, context_window: @}]",
        "models: [{name: a, provider: one, latency: @}]",
        "latency: @",
        "latency: {profile: @}",
        "latency: {inter_token: @}",
        "latency: {inter_token: {samples: @}}",
        "latency: {inter_token: {mean: @, cv: 1}}",
        "latency: {inter_token: {min: 1ms, max: @}}",
        "latency: {prefill_per_token: @}",
        "latency: {slots: @}",
        "latency: {load_factor: @}",
        "latency: {speed: @}",
        "latency: {startup: @}",
        "latency: {prefix_cache: @}",
        "latency: {prefix_cache: {block: @}}",
        "latency: {batch: @}",
        "latency: {batch: {step: @}}",
        "latency: {batch: {sequences: @}}",
        "limits: @",
        "limits: {requests_per_minute: @}",
        "limits: {per: @}",
        "rules: @",
        "rules: [@]",
        "rules: [{name: @, reply: {text: a}}]",
        "rules: [{reply: @}]",
        "rules: [{replies: @}]",
        "rules: [{replies: [@]}]",
        "rules: [{replies: [{text: a}], then: @}]",
        "rules: [{latency: @}]",
        "rules: [{reply: {text: @}}]",
        "rules: [{reply: {echo: @}}]",
        "rules: [{reply: {lorem: @}}]",
        "rules: [{reply: {lorem: {tokens: @}}}]",
        "rules: [{reply: {json: @}}]",
        "rules: [{reply: {generate: @}}]",
        "rules: [{reply: {tool_calls: @}}]",
        "rules: [{reply: {tool_calls: [{name: @}]}}]",
        "rules: [{reply: {tool_calls: [{name: a, arguments: @}]}}]",
        "rules: [{reply: {text: a, reasoning: @}}]",
        "rules: [{reply: {text: a, finish_reason: @}}]",
        "rules: [{reply: {text: a, usage: @}}]",
        "rules: [{reply: {text: a, usage: {prompt_tokens: @}}}]",
        .. When("rules: [{when: #, reply: {text: a}}]"),
        "faults: @",
        "faults: [@]",
        "faults: [{kind: @}]",
        "faults: [{kind: empty, name: @}]",
        "faults: [{kind: empty, skip: @}]",
        "faults: [{kind: empty, every: @}]",
        "faults: [{kind: empty, probability: @}]",
        "faults: [{kind: empty, ramp: @}]",
        "faults: [{kind: empty, times: @}]",
        "faults: [{kind: empty, from: @}]",
        "faults: [{kind: empty, until: @}]",
        "faults: [{kind: status, headers: @}]",
        "faults: [{kind: status, headers: {a: @}}]",
        "faults: [{kind: status, status: @}]",
        "faults: [{kind: stall, at: @}]",
        "faults: [{kind: stall, after: @}]",
        "faults: [{kind: stall, after_events: @}]",
        "faults: [{kind: drop_event, event: @}]",
        "faults: [{kind: error_event, error: @}]",
        "faults: [{kind: drip, bytes: @}]",
        .. When("faults: [{kind: empty, when: #}]"),
    ];

    [Theory]
    [MemberData(nameof(Places))]
    public void A_message_about_an_empty_value_makes_sense(string place)
    {
        foreach (var empty in Empty)
        {
            var yaml = place.Replace("@", empty, StringComparison.Ordinal);
            var reading = SnapshotReader.Read(yaml, [new KnownProvider("one", null) { Models = [new("m")], Routes = [new("/v1/chat", true)] }]);
            foreach (var message in reading.Errors.Concat(reading.Warnings).Select(finding => finding.Message))
            {
                Assert.False(Contradiction().IsMatch(message), $"{yaml} gives: {message}");
                Assert.False(MissingName().IsMatch(message), $"{yaml} gives: {message}");
            }
        }
    }

    [Theory]
    [InlineData("faults: [{kind: empty, when: {provider: opnai}}]", "faults[0].when.provider is opnai: known providers are one")]
    [InlineData("faults: [{kind: empty, when: {provider: []}}]", "faults[0].when.provider is an empty list: it must hold at least one value, or be left out")]
    [InlineData("faults: [{kind: empty, when: {path: []}}]", "faults[0].when.path is an empty list: it must hold at least one value, or be left out")]
    [InlineData("faults: [{kind: empty, when: {model: \"\"}}]", "faults[0].when.model is empty: it must be a text that is not empty")]
    public void Beside_a_mistake_in_its_condition_a_fault_is_not_said_to_never_fire(string yaml, string expected)
    {
        var reading = SnapshotReader.Read(yaml, [new KnownProvider("one", null) { Models = [new("m")], Routes = [new("/v1/chat", true)] }]);

        Assert.Equal([expected], reading.Errors.Select(error => error.Message));
        Assert.Empty(reading.Warnings);
    }

    private static IEnumerable<string> When(string around)
    {
        string[] conditions =
        [
            "@", "{provider: @}", "{path: @}", "{model: @}", "{prompt: @}", "{prompt: {contains: @}}", "{prompt: {regex: @}}", "{prompt: {contains: a, ignore_case: @}}",
            "{system: @}", "{turn: @}", "{tool: @}", "{tool_result: @}", "{header: @}", "{header: {x: @}}", "{header: {x: {starts_with: @}}}", "{stream: @}",
        ];
        return conditions.Select(condition => around.Replace("#", condition, StringComparison.Ordinal));
    }

    // "is a list: it must be a list", also with words between.
    [GeneratedRegex(@"is an? (empty )?(?<type>list|map|text)\b[^:]*: it must be an? \k<type>\b|is empty: it must be empty")]
    private static partial Regex Contradiction();

    // Two spaces, or punctuation after a space, stand where a name is missing.
    [GeneratedRegex(@"  | [,:;.](\s|$)|''|^ ")]
    private static partial Regex MissingName();
}
