using MockLlm.Providers.Tests.Anthropic.Messages;
using MockLlm.Providers.Tests.OpenAi.Chat;
using MockLlm.Providers.Tests.OpenAi.Responses;

namespace MockLlm.Providers.Tests;

/// <summary>The text of tool results, as rules and templates see it.</summary>
public sealed class ToolResultTests
{
    private const string Chat = """
        {"model": "m", "messages": [
          {"role": "assistant", "tool_calls": [
            {"id": "a", "type": "function", "function": {"name": "f", "arguments": "{}"}}, {"id": "b", "type": "function", "function": {"name": "f", "arguments": "{}"}}]},
          {"role": "tool", "tool_call_id": "a", "content": [{"type": "text", "text": "one"}, {"type": "text", "text": "two"}]},
          {"role": "tool", "tool_call_id": "b", "content": "three"}]}
        """;

    private const string Responses = """
        {"model": "m", "input": [
          {"type": "function_call", "call_id": "a", "name": "f", "arguments": "{}"}, {"type": "function_call", "call_id": "b", "name": "f", "arguments": "{}"},
          {"type": "function_call_output", "call_id": "a", "output": [{"type": "input_text", "text": "one"}, {"type": "input_text", "text": "two"}]},
          {"type": "function_call_output", "call_id": "b", "output": "three"}]}
        """;

    private const string Messages = """
        {"model": "m", "max_tokens": 9, "messages": [
          {"role": "user", "content": "x"},
          {"role": "assistant", "content": [{"type": "tool_use", "id": "a", "name": "f", "input": {}}, {"type": "tool_use", "id": "b", "name": "f", "input": {}}]},
          {"role": "user", "content": [
            {"type": "tool_result", "tool_use_id": "a", "content": [{"type": "text", "text": "one"}, {"type": "text", "text": "two"}]},
            {"type": "tool_result", "tool_use_id": "b", "content": "three"}]}]}
        """;

    [Fact]
    public void Several_parts_are_joined_with_line_breaks()
    {
        Assert.Equal("one\ntwo\nthree", ToolResult(ChatClient.Vendor, ChatClient.Path, Chat));
        Assert.Equal("one\ntwo\nthree", ToolResult(ChatClient.Vendor, ResponsesClient.Path, Responses));
        Assert.Equal("one\ntwo\nthree", ToolResult(MessagesClient.Vendor, MessagesClient.Path, Messages));
    }

    private static string? ToolResult(Vendor vendor, string path, string body) => vendor.Provider.Read(vendor.Read<object>(path, body))?.ToolResult;
}
