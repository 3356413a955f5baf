using MockLlm.Engine.Yaml.Reading;

namespace MockLlm.Engine.Rules.Replies;

/// <summary>Reads <c>reply</c>: what a rule replies.</summary>
internal static class ReplySection
{
    private const string Kinds = "text, echo, lorem, json and generate";

    /// <summary>Reads a reply.</summary>
    /// <returns>The reply, or null if it cannot be read.</returns>
    public static RuleReply? Read(YamlMapReader map)
    {
        var (count, body) = ReadBody(map);
        var reasoning = map.Value("reasoning") is { } thought ? ReplyTextSetting.Read(thought) : null;
        var written = map.Value("tool_calls");
        var calls = ToolCallsSetting.Read(written);
        var finish = ReadFinish(map.Value("finish_reason"), written is not null);
        var usage = map.Value("usage")?.Map(ReadUsage, "it must be a map such as {prompt_tokens: 10, completion_tokens: 5}");
        if (count > 1)
        {
            map.Wrong($"has several of {Kinds}: keep one");
        }
        else if (count == 0 && written is null)
        {
            map.Wrong($"needs one of {Kinds}, or tool_calls");
        }

        var isPlain = reasoning is null && written is null && finish is null && usage is null;
        return isPlain ? body : new ComposedReply { Reasoning = reasoning, Body = body, Calls = calls, FinishReason = finish, Usage = usage };
    }

    private static (int Count, RuleReply? Body) ReadBody(YamlMapReader map)
    {
        (YamlValueReader? Written, Func<YamlValueReader, RuleReply?> Read)[] kinds =
        [
            (map.Value("text"), ReplyTextSetting.Read),
            (map.Value("echo"), value => ReadTrue(value, new RuleReply.Echo())),
            (map.Value("lorem"), value => value.Map(ReadLorem, "it must be a map such as {tokens: 200}")),
            (map.Value("json"), JsonSetting.ReadReply),
            (map.Value("generate"), GenerateSetting.Read),
        ];
        List<RuleReply?> read = [.. kinds.Where(kind => kind.Written is not null).Select(kind => kind.Read(kind.Written!))];
        return (read.Count, read.FirstOrDefault());
    }

    private static RuleReply? ReadTrue(YamlValueReader value, RuleReply reply) =>
        value.Flag() == false ? value.Wrong<RuleReply>("it can only be true, else leave it out") : reply;

    private static RuleReply.Drawn? ReadLorem(YamlMapReader map) =>
        map.Required("tokens", "it must be a whole number from 1 to 1000000, for instance 200") is { } written && TokensSetting.Read(written) is { } tokens
            ? new(tokens)
            : null;

    private static FinishReason? ReadFinish(YamlValueReader? written, bool hasCalls)
    {
        var reason = written?.Known(["stop", "length", "tool_calls", "content_filter"], "finish reason");
        if (reason == "tool_calls" && !hasCalls)
        {
            written!.Wrong<object>("this reply calls no tools, write tool_calls or another reason");
        }

        return reason switch
        {
            null => null,
            "length" => FinishReason.Length,
            "tool_calls" => FinishReason.ToolCalls,
            "content_filter" => FinishReason.ContentFilter,
            _ => FinishReason.Stop,
        };
    }

    private static WrittenUsage ReadUsage(YamlMapReader map) => new(ReadTokens(map.Value("prompt_tokens")), ReadTokens(map.Value("completion_tokens")));

    private static int? ReadTokens(YamlValueReader? written) =>
        (int?)written?.Whole(tokens => tokens <= int.MaxValue, "it must be a whole number of tokens, for instance 10");
}
