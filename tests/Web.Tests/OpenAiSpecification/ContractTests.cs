using System.Text.Json;

namespace MockLlm.Web.Tests.OpenAiSpecification;

/// <summary>The contract of a route sees what is wrong with an answer.</summary>
public sealed class ContractTests
{
    private const string Chat = """
        {"id": "a", "object": "chat.completion", "created": 1, "model": "m", "choices": [{"index": 0, "finish_reason": "stop", "logprobs": null,
        "message": {"role": "assistant", "content": "b", "refusal": null, "tool_calls": [{"id": "c", "type": "function", "function": {"name": "d", "arguments": ""}}]}}]}
        """;

    private const string Event = """{"type": "response.output_text.delta", "sequence_number": 1, "item_id": "a", "output_index": 0, "content_index": 0, "delta": "b", "logprobs": []}""";

    private static readonly Contract OfChat = new("POST /chat/completions", []);
    private static readonly Contract OfResponses = new("POST /responses", []);

    [SpecificationTheory]
    [InlineData("", "", 0)]
    [InlineData("\"created\": 1", "\"created\": \"1\"", 1)]
    [InlineData("\"created\": 1, ", "", 1)]
    [InlineData("\"stop\"", "\"done\"", 1)]
    [InlineData("\"stop\"", "null", 1)]
    [InlineData("\"type\": \"function\"", "\"type\": \"other\"", 1)]
    [InlineData("\"arguments\": \"\"", "\"arguments\": {}", 1)]
    [InlineData("\"arguments\": \"\"", "\"arguments\": \"\", \"other\": 1", 1)]
    [InlineData("\"logprobs\": null", "\"logprobs\": []", 1)]
    [InlineData("\"model\": \"m\"", "\"model\": \"m\", \"other\": 1", 1)]
    public void A_mistake_in_an_answer_is_found(string right, string wrong, int fewest) =>
        AssertFound(fewest, OfChat.Violations(200, Json(Chat, right, wrong)));

    [SpecificationTheory]
    [InlineData("", "", 0)]
    [InlineData(".delta", ".gamma", 1)]
    [InlineData("\"logprobs\": []", "\"logprobs\": null", 1)]
    [InlineData("\"item_id\": \"a\", ", "", 1)]
    [InlineData("\"delta\": \"b\"", "\"delta\": \"b\", \"other\": 1", 1)]
    public void A_mistake_in_an_event_is_found(string right, string wrong, int fewest) =>
        AssertFound(fewest, OfResponses.ViolationsOfEvent(Json(Event, right, wrong)));

    [SpecificationTheory]
    [InlineData("""{"error": {"message": "a", "type": "b", "param": null, "code": null}}""", 0)]
    [InlineData("""{"error": {"message": "a", "type": "b", "param": null}}""", 1)]
    [InlineData("""{"error": {"message": "a", "type": "b", "param": null, "code": 1}}""", 1)]
    [InlineData("""{"error": {"message": "a", "type": "b", "param": null, "code": null, "other": 1}}""", 1)]
    [InlineData("""{"message": "a", "type": "b", "param": null, "code": null}""", 1)]
    public void A_mistake_in_an_error_is_found(string error, int fewest) =>
        AssertFound(fewest, OfChat.Violations(400, Json(error, "", "")));

    [SpecificationFact]
    public void A_failure_is_about_the_form_that_the_value_has_and_names_the_place() => Assert.Equal(
        ["/choices/0/message/tool_calls/0/function/arguments: Value is \"object\" but should be \"string\" (ChatCompletionMessageToolCall/properties/function/properties/arguments)"],
        OfChat.Violations(200, Json(Chat, "\"arguments\": \"\"", "\"arguments\": {}")));

    private static JsonElement Json(string text, string right, string wrong)
    {
        Assert.True(right.Length == 0 || text.Contains(right, StringComparison.Ordinal), right);
        return JsonDocument.Parse(right.Length == 0 ? text : text.Replace(right, wrong, StringComparison.Ordinal)).RootElement;
    }

    private static void AssertFound(int fewest, IReadOnlyList<string> found) =>
        Assert.True(fewest == 0 ? found.Count == 0 : found.Count >= fewest, string.Join('\n', found));
}
