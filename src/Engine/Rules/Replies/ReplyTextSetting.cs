using MockLlm.Engine.Completions;
using MockLlm.Engine.Yaml.Reading;

namespace MockLlm.Engine.Rules.Replies;

/// <summary>Reads a reply's text: a fixed text, or a template.</summary>
internal static class ReplyTextSetting
{
    public static RuleReply? Read(YamlValueReader value)
    {
        if (value.Text() is not { } text)
        {
            return null;
        }

        return Template.IsOne(text)
            ? ReadTemplate(value, text) is { } template ? new RuleReply.Filled(template) : null
            : new RuleReply.Fixed(new ConfiguredText(text));
    }

    /// <summary>Reads a text with placeholders.</summary>
    public static Template? ReadTemplate(YamlValueReader value, string text)
    {
        var (template, advice) = Template.Of(text);
        return template ?? value.Wrong<Template>(advice!);
    }
}
