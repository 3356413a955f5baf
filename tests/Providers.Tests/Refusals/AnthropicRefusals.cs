using System.Buffers.Binary;
using System.Text;

namespace MockLlm.Providers.Tests.Refusals;

/// <summary>Requests that Anthropic's live API refuses.</summary>
internal static class AnthropicRefusals
{
    private const string Messages = "/v1/messages";
    private const string Ask = """{"role": "user", "content": "what is 2+2?"}""";
    private const string Call = """{"role": "assistant", "content": [{"type": "tool_use", "id": "toolu_1", "name": "add", "input": {}}]}""";
    private const string Result = """{"role": "user", "content": [{"type": "tool_result", "tool_use_id": "toolu_1", "content": "4"}]}""";
    private const string Enabled = "\"max_tokens\": 2048, \"thinking\": {\"type\": \"enabled\", \"budget_tokens\": 1024}";
    private const string Adaptive = "\"max_tokens\": 2048, \"thinking\": {\"type\": \"adaptive\"}";
    private const string ExtendedThinking = "https://docs.claude.com/en/docs/build-with-claude/extended-thinking";
    private const string Considerations = $"Please consult our documentation at {ExtendedThinking}#important-considerations-when-using-extended-thinking";

    // The start of a signature in the vendor's form, as a recorded conversation has it.
    private static readonly string Recorded = "EqQBCkgIARABGAIiQ" + new string('A', 111);

    public static IReadOnlyList<Refusal> All { get; } =
        [.. OfTurns(), .. OfSampling(), .. OfThinkingBlocks(), .. OfImages(), .. OfToolBlocks(), .. OfTools(), .. OfOtherFields()];

    private static IEnumerable<Refusal> OfTurns() =>
    [
        Refusal(
            "A prefill that ends in white space",
            Body($"{Ask}, {{\"role\": \"assistant\", \"content\": \"The answer is \"}}"),
            "messages: final assistant content cannot end with trailing whitespace",
            "https://github.com/tailcallhq/forgecode/issues/1872",
            Body($"{Ask}, {{\"role\": \"assistant\", \"content\": \"The answer is\"}}")),
        Refusal(
            "A text block of white space alone",
            Body("""{"role": "user", "content": [{"type": "text", "text": " \n"}]}"""),
            "messages: text content blocks must contain non-whitespace text",
            "https://github.com/LibreChat-AI/agents/pull/124",
            Body("""{"role": "user", "content": [{"type": "text", "text": " "}, {"type": "text", "text": "what is 2+2?"}]}""")),
        Refusal(
            "An empty text block before a text",
            Body($"{Ask}, {{\"role\": \"assistant\", \"content\": [{{\"type\": \"text\", \"text\": \"\"}}, {{\"type\": \"text\", \"text\": \"4\"}}]}}, {Ask}"),
            "messages: text content blocks must be non-empty",
            "https://github.com/LibreChat-AI/agents/pull/124"),
        Refusal(
            "A cache breakpoint on an empty text block",
            Body("""{"role": "user", "content": [{"type": "text", "text": "2+2?"}, {"type": "text", "text": "", "cache_control": {"type": "ephemeral"}}]}"""),
            "messages.0.content.1.text: cache_control cannot be set for empty text blocks",
            "https://github.com/anthropics/claude-code/issues/50082"),
    ];

    private static IEnumerable<Refusal> OfSampling() =>
    [
        Refusal(
            "A temperature with thinking",
            Body(Ask, Enabled + ", \"temperature\": 0.5"),
            "`temperature` may only be set to 1 when thinking is enabled. Please consult our documentation at https://docs.anthropic.com/en/docs/build-with-claude/extended-thinking#important-considerations-when-using-extended-thinking",
            "https://github.com/MartialBE/one-hub/issues/529",
            Body(Ask, Enabled + ", \"temperature\": 1")),
        Refusal(
            "A temperature with adaptive thinking",
            Body(Ask, Adaptive + ", \"temperature\": 0.7"),
            "`temperature` may only be set to 1 when thinking is enabled or in adaptive mode. Please consult our documentation at https://platform.claude.com/docs/en/build-with-claude/extended-thinking",
            "https://github.com/MayDay-wpf/snow-app/issues/42",
            Body(Ask, "\"max_tokens\": 2048, \"thinking\": {\"type\": \"disabled\"}, \"temperature\": 0.7")),
        Refusal(
            "top_k with thinking",
            Body(Ask, Enabled + ", \"top_k\": 40"),
            $"`top_k` must be unset when thinking is enabled. {Considerations}",
            "https://github.com/quarkiverse/quarkus-langchain4j/issues/1812",
            Body(Ask, "\"max_tokens\": 9, \"top_k\": 40")),
        Refusal(
            "A small top_p with thinking",
            Body(Ask, Adaptive + ", \"top_p\": 0.9"),
            $"`top_p` must be greater than or equal to 0.95 or unset when thinking is enabled or in adaptive mode. {Considerations}",
            "https://github.com/tailcallhq/forgecode/pull/3472",
            Body(Ask, Enabled + ", \"top_p\": 0.95")),
        Refusal(
            "A prefill with a thinking budget",
            Body($"{Ask}, {{\"role\": \"assistant\", \"content\": \"{{\"}}", Enabled),
            $"messages.1.content.0.type: Expected `thinking` or `redacted_thinking`, but found `text`. When `thinking` is enabled, a final `assistant` message must start with a thinking block. We recommend you include thinking blocks from previous turns. To avoid this requirement, disable `thinking`. Please consult our documentation at {ExtendedThinking}",
            "https://github.com/anthropics/claude-code/issues/11191",
            Body($"{Ask}, {{\"role\": \"assistant\", \"content\": \"{{\"}}", Adaptive)),
    ];

    private static IEnumerable<Refusal> OfThinkingBlocks() =>
    [
        Refusal(
            "A tool turn without its thinking",
            Body($"{Ask}, {Call}, {Result}", Enabled),
            $"messages.1.content.0.type: Expected `thinking` or `redacted_thinking`, but found `tool_use`. When `thinking` is enabled, a final `assistant` message must start with a thinking block (preceeding the lastmost set of `tool_use` and `tool_result` blocks). We recommend you include thinking blocks from previous turns. To avoid this requirement, disable `thinking`. Please consult our documentation at {ExtendedThinking}",
            "https://github.com/anomalyco/opencode/issues/3077",
            ToolTurn($$"""{"type": "thinking", "thinking": "Add.", "signature": "{{Recorded}}"}""")),
        Refusal(
            "A signature that no model made",
            ToolTurn("""{"type": "thinking", "thinking": "Add.", "signature": "made-up"}"""),
            "messages.1.content.0: Invalid `signature` in `thinking` block",
            "https://github.com/ding113/claude-code-hub/issues/518"),
        Refusal(
            "Thinking without a signature",
            ToolTurn("""{"type": "thinking", "thinking": "Add."}"""),
            "messages.1.content.0.thinking.signature: Field required",
            "https://github.com/anthropics/claude-code/issues/26542"),
        Refusal(
            "Redacted thinking that no model made",
            ToolTurn("""{"type": "redacted_thinking", "data": "made-up"}"""),
            "messages.1.content.0: Invalid `data` in `redacted_thinking` block",
            "https://github.com/anthropics/claude-code/issues/56708",
            ToolTurn($$"""{"type": "redacted_thinking", "data": "{{Recorded}}"}""")),
        Refusal(
            "Thinking at the end of a message",
            Body($$"""{{Ask}}, {"role": "assistant", "content": [{"type": "thinking", "thinking": "Add.", "signature": "{{Recorded}}"}]}, {{Ask}}"""),
            "messages.1: The final block in an assistant message cannot be `thinking`.",
            "https://github.com/tailcallhq/forgecode/issues/2107"),
    ];

    private static IEnumerable<Refusal> OfImages() =>
    [
        Refusal(
            "An image of an unknown type",
            Image("image/bmp", Png(1, 1)),
            "messages.0.content.0.image.source.base64.media_type: Input should be 'image/jpeg', 'image/png', 'image/gif' or 'image/webp'",
            "https://github.com/anthropics/claude-code/issues/8184",
            Image("image/png", Png(1, 1))),
        Refusal(
            "An image of an unknown type in a tool's result",
            Body($"{Ask}, {Call}, {{\"role\": \"user\", \"content\": [{{\"type\": \"tool_result\", \"tool_use_id\": \"toolu_1\", \"content\": [{ImageBlock("image/svg+xml", "AAAA")}]}}]}}"),
            "messages.2.content.0.tool_result.content.0.image.source.base64.media_type: Input should be 'image/jpeg', 'image/png', 'image/gif' or 'image/webp'",
            "https://github.com/anthropics/claude-code/issues/3073",
            Body($"{Ask}, {Call}, {{\"role\": \"user\", \"content\": [{{\"type\": \"tool_result\", \"tool_use_id\": \"toolu_1\", \"content\": [{ImageBlock("image/png", "AAAA")}]}}]}}")),
        Refusal(
            "An image that is not of its type",
            Image("image/jpeg", Png(1, 1)),
            "messages.0.content.0.image.source.base64: The image was specified using the image/jpeg media type, but the image appears to be a image/png image",
            "https://github.com/vybestack/llxprt-code/issues/2130"),
        Refusal(
            "An empty image",
            Image("image/png", ""),
            "messages.0.content.0.image.source.base64: image cannot be empty",
            "https://github.com/anthropics/claude-code/issues/12750"),
        Refusal(
            "An image over 10 MB",
            Image("image/png", new string('A', 13_474_984)),
            "messages.0.content.0.image.source.base64: image exceeds 10 MB maximum: 13474984 bytes > 10485760 bytes",
            "https://github.com/kolega-ai/kolega-code/pull/354",
            Image("image/png", new string('A', 10_485_760))),
        Refusal(
            "An image with a long edge",
            Image("image/png", Png(1440, 8570)),
            "messages.0.content.0.image.source.base64.data: At least one of the image dimensions exceed max allowed size: 8000 pixels",
            "https://github.com/anthropics/claude-code/issues/12351",
            Image("image/png", Png(1440, 8000))),
        Refusal(
            "A large image among many",
            Body($"{{\"role\": \"user\", \"content\": [{string.Join(", ", Enumerable.Repeat(ImageBlock("image/png", Png(9, 9)), 20))}, {ImageBlock("image/png", Png(2001, 9))}]}}"),
            "messages.0.content.20.image.source.base64.data: At least one of the image dimensions exceed max allowed size for many-image requests: 2000 pixels",
            "https://github.com/anthropics/claude-code/issues/24630",
            Body($"{{\"role\": \"user\", \"content\": [{string.Join(", ", Enumerable.Repeat(ImageBlock("image/png", Png(2001, 9)), 20))}]}}")),
        Refusal(
            "A PDF of more than 100 pages for a model with a small window",
            Pdf("claude-haiku-4-5", 125),
            "messages.0.content.0.pdf.source.base64.data: A maximum of 100 PDF pages may be provided.",
            "https://github.com/warpdotdev/warp/issues/8114",
            Pdf("claude-sonnet-5-5", 125)),
    ];

    private static IEnumerable<Refusal> OfToolBlocks() =>
    [
        Refusal(
            "A tool result without a call",
            Body("""{"role": "user", "content": [{"type": "tool_result", "tool_use_id": "toolu_1", "content": "4"}]}"""),
            "messages.0.content.0: unexpected `tool_use_id` found in `tool_result` blocks: toolu_1. Each `tool_result` block must have a corresponding `tool_use` block in the previous message.",
            "https://github.com/anthropics/claude-code/issues/13460"),
        Refusal(
            "Two results of one call",
            Body($"{Ask}, {Call}, {{\"role\": \"user\", \"content\": [{{\"type\": \"tool_result\", \"tool_use_id\": \"toolu_1\", \"content\": \"4\"}}, {{\"type\": \"tool_result\", \"tool_use_id\": \"toolu_1\", \"content\": \"5\"}}]}}"),
            "messages.2.content.1: each tool_use must have a single result. Found multiple `tool_result` blocks with id: toolu_1",
            "https://github.com/anthropics/claude-code/issues/14110",
            Body($"{Ask}, {Call}, {Result}")),
        Refusal(
            "A tool result in a message of the assistant",
            Body($"{Ask}, {{\"role\": \"assistant\", \"content\": [{{\"type\": \"tool_use\", \"id\": \"toolu_1\", \"name\": \"add\", \"input\": {{}}}}, {{\"type\": \"tool_result\", \"tool_use_id\": \"toolu_1\", \"content\": \"4\"}}]}}"),
            "messages.1: `tool_result` blocks can only be in `user` messages",
            "https://github.com/tghamm/Anthropic.SDK/issues/128"),
        Refusal(
            "A failed result that says nothing",
            Body($"{Ask}, {Call}, {{\"role\": \"user\", \"content\": [{{\"type\": \"tool_result\", \"tool_use_id\": \"toolu_1\", \"content\": [], \"is_error\": true}}]}}"),
            "messages.2.content.0.tool_result: content cannot be empty if `is_error` is true",
            "https://github.com/jlevy/markform/issues/153",
            Body($"{Ask}, {Call}, {{\"role\": \"user\", \"content\": [{{\"type\": \"tool_result\", \"tool_use_id\": \"toolu_1\", \"content\": [], \"is_error\": false}}]}}")),
        Refusal(
            "A call whose input is a text",
            Body($"{Ask}, {{\"role\": \"assistant\", \"content\": [{{\"type\": \"tool_use\", \"id\": \"toolu_1\", \"name\": \"add\", \"input\": \"2+2\"}}]}}, {Result}"),
            "messages.1.content.0.tool_use.input: Input should be a valid dictionary",
            "https://github.com/anthropics/claude-code/issues/6696"),
        Refusal(
            "A call whose id has a dot",
            Body($"{Ask}, {{\"role\": \"assistant\", \"content\": [{{\"type\": \"tool_use\", \"id\": \"functions.add:0\", \"name\": \"add\", \"input\": {{}}}}]}}, {Result}"),
            "messages.1.content.0.tool_use.id: String should match pattern '^[a-zA-Z0-9_-]+$'",
            "https://github.com/HKUDS/nanobot/pull/4356"),
        Refusal(
            "A call with a long name",
            Body($"{Ask}, {{\"role\": \"assistant\", \"content\": [{{\"type\": \"tool_use\", \"id\": \"toolu_1\", \"name\": \"{new string('a', 201)}\", \"input\": {{}}}}]}}, {Result}"),
            "messages.1.content.0.tool_use.name: String should have at most 200 characters",
            "https://github.com/openclaw/openclaw/issues/13134",
            Body($"{Ask}, {{\"role\": \"assistant\", \"content\": [{{\"type\": \"tool_use\", \"id\": \"toolu_1\", \"name\": \"{new string('a', 200)}\", \"input\": {{}}}}]}}, {Result}")),
        Refusal(
            "The result of a vendor's tool without its call",
            Body($"{Ask}, {{\"role\": \"assistant\", \"content\": [{{\"type\": \"advisor_tool_result\", \"tool_use_id\": \"srvtoolu_1\", \"content\": []}}, {{\"type\": \"text\", \"text\": \"4\"}}]}}, {Ask}"),
            "messages.1.content.0: unexpected `tool_use_id` found in `advisor_tool_result` blocks: srvtoolu_1. Each `advisor_tool_result` block must have a corresponding `server_tool_use` block before it.",
            "https://github.com/anthropics/claude-code/issues/64383",
            Body($"{Ask}, {{\"role\": \"assistant\", \"content\": [{{\"type\": \"server_tool_use\", \"id\": \"srvtoolu_1\", \"name\": \"advisor\", \"input\": {{}}}}, {{\"type\": \"advisor_tool_result\", \"tool_use_id\": \"srvtoolu_1\", \"content\": []}}]}}, {Ask}")),
    ];

    private static IEnumerable<Refusal> OfTools() =>
    [
        Refusal(
            "A schema without a type",
            Tool("{\"properties\": {}}"),
            "tools.0.custom.input_schema.type: Field required",
            "https://github.com/Kilo-Org/kilocode/issues/12238"),
        Refusal(
            "A schema with a union at its top",
            Tool("{\"type\": \"object\", \"properties\": {\"a\": {}, \"b\": {}}, \"anyOf\": [{\"required\": [\"a\"]}, {\"required\": [\"b\"]}]}"),
            "tools.0.custom.input_schema: input_schema does not support oneOf, allOf, or anyOf at the top level",
            "https://github.com/anthropics/claude-code/issues/5973",
            Tool("{\"type\": \"object\", \"properties\": {\"a\": {\"anyOf\": [{\"type\": \"string\"}, {\"type\": \"null\"}]}}}")),
        Refusal(
            "A property whose name has a dollar sign",
            Tool("{\"type\": \"object\", \"properties\": {\"$filter\": {\"type\": \"string\"}}}"),
            "tools.0.custom.input_schema.properties: Property keys should match pattern '^[a-zA-Z0-9_.-]{1,64}$'",
            "https://github.com/Gitlawb/openclaude/issues/714",
            Tool("{\"type\": \"object\", \"properties\": {\"a.b-c_1\": {\"type\": \"string\"}}}")),
        Refusal(
            "A schema with a type that does not exist",
            Tool("{\"type\": \"object\", \"properties\": {\"query\": {\"type\": \"any\"}}}"),
            "tools.0.custom.input_schema: JSON schema is invalid. It must match JSON Schema draft 2020-12 (https://json-schema.org/draft/2020-12). Learn more about tool use at https://platform.claude.com/docs/en/agents-and-tools/tool-use/overview.",
            "https://github.com/anthropics/claude-code/issues/86665",
            Tool("{\"type\": \"object\", \"properties\": {\"query\": {\"type\": [\"string\", \"null\"], \"x-note\": {\"type\": \"any\"}}}}")),
        Refusal(
            "A tool with a long name",
            Body(Ask, $"\"max_tokens\": 9, \"tools\": [{{\"name\": \"{new string('a', 129)}\", \"input_schema\": {{\"type\": \"object\"}}}}]"),
            "tools.0.custom.name: String should have at most 128 characters",
            "https://github.com/anthropics/claude-code/issues/96152"),
        Refusal(
            "A deferred tool with a cache breakpoint",
            Body(Ask, "\"max_tokens\": 9, \"tools\": [{\"name\": \"tool_1\", \"input_schema\": {\"type\": \"object\"}, \"defer_loading\": true, \"cache_control\": {\"type\": \"ephemeral\"}}]"),
            "Tool 'tool_1' cannot have both defer_loading=true and cache_control set. Tools with defer_loading cannot use prompt caching.",
            "https://github.com/router-for-me/CLIProxyAPI/issues/4561",
            Body(Ask, "\"max_tokens\": 9, \"tools\": [{\"name\": \"tool_1\", \"input_schema\": {\"type\": \"object\"}, \"defer_loading\": true}]")),
    ];

    private static IEnumerable<Refusal> OfOtherFields() =>
    [
        Refusal(
            "A format that allows further properties",
            Body(Ask, "\"max_tokens\": 99, \"output_format\": {\"type\": \"json_schema\", \"schema\": {\"type\": \"object\", \"properties\": {\"a\": {\"type\": \"object\", \"additionalProperties\": true}}}}"),
            "output_format.schema: For 'object' type, 'additionalProperties: true' is not supported. Please set 'additionalProperties' to false",
            "https://github.com/BerriAI/litellm/issues/35808",
            Body(Ask, "\"max_tokens\": 99, \"output_format\": {\"type\": \"json_schema\", \"schema\": {\"type\": \"object\", \"properties\": {\"a\": {\"type\": \"object\", \"additionalProperties\": false}}}}")),
    ];

    private static Refusal Refusal(string name, string body, string message, string source, string? accepted = null) =>
        new(name, Messages, body, message, source) { Accepted = accepted };

    private static string Body(string messages, string fields = "\"max_tokens\": 100") =>
        $$"""{"model": "claude-sonnet-5-5", {{fields}}, "messages": [{{messages}}]}""";

    private static string ToolTurn(string thinking) => Body(
        $"{Ask}, {{\"role\": \"assistant\", \"content\": [{thinking}, {{\"type\": \"tool_use\", \"id\": \"toolu_1\", \"name\": \"add\", \"input\": {{}}}}]}}, {Result}",
        Enabled);

    private static string Tool(string schema) => Body(Ask, $"\"max_tokens\": 9, \"tools\": [{{\"name\": \"add\", \"input_schema\": {schema}}}]");

    private static string Image(string type, string data) => Body($"{{\"role\": \"user\", \"content\": [{ImageBlock(type, data)}]}}");

    private static string ImageBlock(string type, string data) =>
        $$$"""{"type": "image", "source": {"type": "base64", "media_type": "{{{type}}}", "data": "{{{data}}}"}}""";

    private static string Pdf(string model, int pages)
    {
        var file = "%PDF-1.4 " + string.Concat(Enumerable.Repeat("<</Type/Page>> ", pages));
        return $$$"""
            {"model": "{{{model}}}", "max_tokens": 9, "messages": [{"role": "user", "content": [
            {"type": "document", "source": {"type": "base64", "media_type": "application/pdf", "data": "{{{Convert.ToBase64String(Encoding.ASCII.GetBytes(file))}}}"}}]}]}
            """;
    }

    // The header of a PNG file is enough to know its size.
    private static string Png(int width, int height)
    {
        byte[] file = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, (byte)'I', (byte)'H', (byte)'D', (byte)'R', .. new byte[17]];
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(16), width);
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(20), height);
        return Convert.ToBase64String(file);
    }
}
