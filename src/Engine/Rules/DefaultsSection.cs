using MockLlm.Engine.Completions;
using MockLlm.Engine.Rules.Replies;
using MockLlm.Engine.Yaml.Reading;

namespace MockLlm.Engine.Rules;

/// <summary>The section <c>defaults</c>: the answer to a prompt that nothing matches.</summary>
/// <param name="UnknownResponse">A text.</param>
/// <param name="Generate">A generated reply in its place, or null if there is none.</param>
internal sealed record DefaultsSection(ConfiguredText UnknownResponse, GeneratedReply? Generate)
{
    /// <summary>The answer if none is configured.</summary>
    public const string DefaultUnknownResponse = "I don't know the answer to that. This is a mock response.";

    public static DefaultsSection Read(YamlMapReader map)
    {
        var text = map.Text("unknown_response");
        var written = map.Value("generate");
        var generate = written is null ? null : GenerateSetting.Read(written);
        if (text is not null)
        {
            written?.Wrong<GeneratedReply>("unknown_response already answers these prompts, keep one of them");
        }

        return new(new(text ?? DefaultUnknownResponse), generate);
    }
}
