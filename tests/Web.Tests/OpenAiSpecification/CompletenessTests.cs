using System.Text.Json.Nodes;

namespace MockLlm.Web.Tests.OpenAiSpecification;

/// <summary>What the tests of the specification cover.</summary>
[Collection(nameof(SpecificationServer))]
public sealed class CompletenessTests(SpecificationServer server)
{
    // The named events that MockLlm sends.
    private static readonly string[] Events =
    [
        "error", "image_generation.completed", "image_generation.partial_image", "response.completed", "response.content_part.added",
        "response.content_part.done", "response.created", "response.custom_tool_call_input.delta", "response.custom_tool_call_input.done",
        "response.failed", "response.function_call_arguments.delta", "response.function_call_arguments.done", "response.in_progress",
        "response.incomplete", "response.output_item.added", "response.output_item.done", "response.output_text.delta",
        "response.output_text.done", "response.reasoning_summary_part.added", "response.reasoning_summary_part.done",
        "response.reasoning_summary_text.delta", "response.reasoning_summary_text.done", "response.refusal.delta", "response.refusal.done",
    ];

    private static readonly List<ApiCall> Calls = [.. ChatCalls.All, .. ResponseCalls.All, .. OtherCalls.All];

    [SpecificationFact]
    public void Every_served_route_is_called_or_is_not_in_the_specification()
    {
        var called = Calls.Select(static call => ServedRoutes.Shape(call.Route)).Distinct();

        Assert.Equal(ServedRoutes.Registered.Order(), called.Concat(ServedRoutes.Unspecified.Keys).Order());
    }

    [SpecificationFact]
    public void Every_served_route_has_an_example() => Assert.Equal(
        ServedRoutes.Registered.Except(ServedRoutes.Unspecified.Keys).Order(),
        RequestExample.All.Select(static example => ServedRoutes.Shape(ServedRoutes.WithoutQuery(example.Route))).Distinct().Order());

    [SpecificationFact]
    public async Task Every_media_type_and_every_event_is_checked()
    {
        var seen = new HashSet<string>();
        var events = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var call in Calls.Where(static call => call.Status == 200))
        {
            var answer = await server.Answer(call);
            seen.Add($"{ServedRoutes.Shape(call.Route)} {(answer.IsJson || answer.IsStream ? answer.ContentType : "application/octet-stream")}");
            events.UnionWith((answer.IsStream ? answer.Events : []).Select(static happened => happened.Name).OfType<string>());
        }

        var specified =
            from one in ServedRoutes.All
            where !one.Route.Contains('?', StringComparison.Ordinal)
            from type in one.Operation["responses"]!["200"]!["content"] as JsonObject ?? []
            select $"{ServedRoutes.Shape(one.Route)} {type.Key}";
        Assert.Empty(specified.Except(seen));
        Assert.Equal(Events, events);
    }

    [SpecificationFact]
    public async Task Every_known_error_is_one_and_is_shown_by_its_call()
    {
        foreach (var error in KnownErrors.All)
        {
            var call = Calls.Single(call => call.Name == error.ShownBy);
            var answer = await server.Answer(call);

            Assert.Contains(call.Route, error.Routes);
            Assert.True(answer.Violations(new Contract(call.Route, [.. KnownErrors.All.Where(other => other != error)])).Count > 0, $"{error.At} {error.Right} is not needed.");
        }
    }

    [Fact]
    public void Every_known_error_has_a_reason() => Assert.All(KnownErrors.All, static error => Assert.EndsWith(".", error.Reason, StringComparison.Ordinal));
}
