using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace MockLlm.Web.Tests.Rules;

/// <summary>A schema for which no value can be made is each vendor's own 400, with the reason.</summary>
public sealed class ImpossibleSchemaTests
{
    private const string Schema = """{"type": "object", "properties": {"a": {"type": "integer", "minimum": 5, "maximum": 3}}, "required": ["a"]}""";
    private const string Reason = "/a: no number is within the bounds";
    private const string Messages = """ "max_tokens": 9, "messages": [{"role": "user", "content": "hi"}] """;

    [Theory]
    [InlineData("/v1/chat/completions", Messages + """, "response_format": {"type": "json_schema", "json_schema": {"name": "a", "schema": SCHEMA}}""", "Invalid schema for response_format: " + Reason + ".")]
    [InlineData("/v1/chat/completions", Messages + """, "tool_choice": "required", "tools": [{"type": "function", "function": {"name": "t", "parameters": SCHEMA}}]""", "Invalid schema for function 't': " + Reason + ".")]
    [InlineData("/v1/responses", """ "input": "hi", "text": {"format": {"type": "json_schema", "name": "a", "schema": SCHEMA}}""", "Invalid schema for response_format: " + Reason + ".")]
    [InlineData("/v1/responses", """ "input": "hi", "tool_choice": "required", "tools": [{"type": "function", "name": "t", "parameters": SCHEMA, "strict": false}]""", "Invalid schema for function 't': " + Reason + ".")]
    [InlineData("/v1/messages", Messages + """, "output_config": {"format": {"type": "json_schema", "schema": SCHEMA}}""", "output_config.format.schema: " + Reason)]
    [InlineData("/v1/messages", Messages + """, "tool_choice": {"type": "any"}, "tools": [{"name": "t", "input_schema": SCHEMA}]""", "tools: the input_schema of 't' cannot be met: " + Reason)]
    public async Task Is_refused_in_the_vendors_words_plain_and_streamed(string path, string fields, string message)
    {
        await using var server = await TestServer.Start("");
        foreach (var stream in new[] { "false", "true" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path)
            {
                Content = new StringContent($$"""{"model": "m", "stream": {{stream}}, {{fields.Replace("SCHEMA", Schema, StringComparison.Ordinal)}}}""", null, "application/json"),
            };
            request.Headers.Add("anthropic-version", "2023-06-01");

            using var answer = await server.Http.SendAsync(request);

            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.Equal(message, (string?)(await answer.Content.ReadFromJsonAsync<JsonNode>())!["error"]!["message"]);
        }
    }
}
