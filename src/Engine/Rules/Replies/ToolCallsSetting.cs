using MockLlm.Engine.Completions;
using MockLlm.Engine.Yaml;
using MockLlm.Engine.Yaml.Reading;

namespace MockLlm.Engine.Rules.Replies;

/// <summary>Reads <c>tool_calls</c>: the tools that a reply calls, in order. A call has arguments, or an input that is free text.</summary>
internal static class ToolCallsSetting
{
    private const string Calls = "such as [{name: get_weather, arguments: {city: Paris}}]";

    public static IReadOnlyList<WrittenCall> Read(YamlValueReader? written) =>
    [
        .. (written?.SomeItems($"it must be a list of calls, {Calls}", $"it must have at least one call, {Calls}") ?? [])
            .Select(item => item.Map(ReadCall, "it must be a map such as {name: get_weather, arguments: {city: Paris}}"))
            .OfType<WrittenCall>(),
    ];

    private static WrittenCall? ReadCall(YamlMapReader map)
    {
        var name = map.Required("name", "it must be the name of a tool, for instance get_weather")?.NonEmptyText();
        var (arguments, input) = (map.Value("arguments"), map.Value("input"));
        if (arguments is not null && input is not null)
        {
            return input.Wrong<WrittenCall>("this call has arguments too, keep one of them");
        }

        var made = input is not null ? ReplyTextSetting.Read(input)
            : arguments is not null ? ReadArguments(arguments)
            : new RuleReply.Fixed(new ConfiguredText("{}"));
        return name is null || made is null ? null : new(name, made, input is not null);
    }

    private static RuleReply? ReadArguments(YamlValueReader written) => written.Node is YamlMap
        ? JsonSetting.ReadReply(written)
        : written.Wrong<RuleReply>("it must be a map such as {city: Paris}. For a tool that takes free text, write input");
}
