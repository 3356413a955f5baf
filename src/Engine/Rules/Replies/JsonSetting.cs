using System.Text.RegularExpressions;
using MockLlm.Engine.Completions;
using MockLlm.Engine.Yaml;
using MockLlm.Engine.Yaml.Reading;

namespace MockLlm.Engine.Rules.Replies;

/// <summary>
/// Reads any YAML as JSON. Unquoted <c>true</c>, <c>false</c>, <c>null</c> and numbers in JSON's notation keep their type. Everything
/// else is a string, and a string with placeholders is a template.
/// </summary>
internal static partial class JsonSetting
{
    /// <summary>Reads a reply whose text is the JSON.</summary>
    public static RuleReply? ReadReply(YamlValueReader value)
    {
        if (Read(value) is not { } tree)
        {
            return null;
        }

        return new RuleReply.Json(tree, tree.Templates.Any() ? null : new ConfiguredText(tree.Write(context: null)));
    }

    private static WrittenJson? Read(YamlValueReader value) => value.Node switch
    {
        YamlScalar scalar => ReadScalar(value, scalar),
        YamlList => new WrittenJson.List([.. value.Items("").Select(Read).OfType<WrittenJson>()]),
        YamlMap => value.Map(ReadMap),
        _ => null,
    };

    private static WrittenJson.Map ReadMap(YamlMapReader map) =>
        new([.. map.Entries().Select(entry => (entry.Key.Text, Tree: Read(entry.Value)!)).Where(field => field.Tree is not null)]);

    private static WrittenJson? ReadScalar(YamlValueReader value, YamlScalar scalar)
    {
        if (scalar.IsNull)
        {
            return new WrittenJson.Constant("null");
        }

        if (scalar.IsPlain && Literal(scalar.Text) is { } literal)
        {
            return new WrittenJson.Constant(literal);
        }

        return Template.IsOne(scalar.Text)
            ? ReplyTextSetting.ReadTemplate(value, scalar.Text) is { } template ? new WrittenJson.Filled(template) : null
            : new WrittenJson.Text(scalar.Text);
    }

    private static string? Literal(string text) => text switch
    {
        "true" or "True" or "TRUE" => "true",
        "false" or "False" or "FALSE" => "false",
        _ => Number().IsMatch(text) ? text : null,
    };

    [GeneratedRegex(@"^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?\z")]
    private static partial Regex Number();
}
