using FsCheck;
using FsCheck.Fluent;

namespace MockLlm.Web.Tests.Reading;

/// <summary>JSON in which the fields and values that matter to the vendors' requests come often.</summary>
internal static class AnyJson
{
    public static readonly string[] Fields =
    [
        "model", "messages", "max_tokens", "n", "stream", "stop", "stop_sequences", "temperature", "system", "tools", "tool_choice", "thinking", "stream_options",
        "role", "content", "type", "text", "source", "id", "input", "name", "metadata", "tool_use_id", "data", "budget_tokens", "logprobs", "x",
        "instructions", "reasoning", "include", "previous_response_id", "max_output_tokens", "store", "format", "summary", "conversation", "prompt",
    ];

    private static readonly string[] Texts =
    [
        "user", "assistant", "system", "tool", "text", "image", "image_url", "document", "tool_use", "tool_result", "thinking", "enabled", "auto", "content", "base64", "gpt-4o",
        "", " ", "é😀", "\u0000", "{{x}}", "null",
    ];

    /// <summary>Any JSON text of at most so many levels.</summary>
    public static Gen<string> Text(int depth)
    {
        var leaf = Gen.OneOf(
            Gen.Elements("null", "true", "false", "0", "1", "-1", "1.0", "2.5", "1e999", "-1e999", "99999999999999999999", "1e-400", "\"\\ud83d\"", "\"\\u0000\""),
            Gen.Choose(-5, 2000).Select(number => $"{number}"),
            Gen.Elements(Texts).Select(text => System.Text.Json.JsonSerializer.Serialize(text)));
        if (depth == 0)
        {
            return leaf;
        }

        var inner = Text(depth - 1);
        var items = Gen.Choose(0, 3).SelectMany(count => inner.ListOf(count)).Select(all => $"[{string.Join(',', all)}]");
        var pair = Gen.Elements(Fields).SelectMany(name => inner.Select(value => $"\"{name}\":{value}"));
        var map = Gen.Choose(0, 5).SelectMany(count => pair.ListOf(count)).Select(all => $"{{{string.Join(',', all)}}}");
        return Gen.OneOf(leaf, items, map);
    }
}
