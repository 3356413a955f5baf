using MockLlm.Engine.Configuration.Live;
using MockLlm.Engine.Yaml;

namespace MockLlm.Web.Control;

/// <summary><c>/_mockllm/responses</c>: lists, sets and removes the texts that answer exact prompts.</summary>
internal static class ResponseRoutes
{
    public const string Path = "/responses";

    /// <summary>All prompts with their texts.</summary>
    public static ControlAnswer List(LiveLayer live) => ControlAnswer.Tree(
        StatusCodes.Status200OK, new YamlMap(default, [.. live.Own.Responses.All.Select(entry => Entry(entry.Key, entry.Value.Text))], []));

    /// <summary>Sets the text for the prompt in the path. The body is the text, as a JSON string.</summary>
    public static ControlAnswer Put(LiveLayer live, string prompt, YamlNode? body) => body is YamlScalar { IsNull: false } text
        ? Put(live, new YamlMap(default, [Entry(prompt, text.Text)], []))
        : ControlAnswer.Invalid("The body has to be a text, such as \"Hello.\"");

    /// <summary>Sets the texts for the prompts in the body.</summary>
    public static ControlAnswer Put(LiveLayer live, YamlNode? body)
    {
        if (body is not YamlMap { Entries.Count: > 0 } map)
        {
            return ControlAnswer.Invalid("The body has to be prompts with their texts, such as {\"what is 2+2?\": \"4\"}.");
        }

        var texts = new List<KeyValuePair<string, string>>();
        var errors = new List<ConfigError>();
        foreach (var (prompt, value) in map.Entries)
        {
            if (value is YamlScalar { IsNull: false } text)
            {
                texts.Add(new(prompt.Text, text.Text));
            }
            else
            {
                errors.Add(new(value.Place.Line, value.Place.Column, $"{KeyPath.Key("responses", prompt.Text)} must be a text"));
            }
        }

        var result = errors.Count > 0 ? new(errors, [], IsNew: false) : live.PutResponses(texts);
        return result.Errors.Count > 0
            ? ControlAnswer.Invalid(result.Errors, map)
            : ControlAnswer.Tree(result.IsNew ? StatusCodes.Status201Created : StatusCodes.Status200OK, map);
    }

    /// <summary>Removes the text for a prompt.</summary>
    public static ControlAnswer Delete(LiveLayer live, string prompt) => live.DeleteResponse(prompt)
        ? ControlAnswer.NoContent
        : ControlAnswer.Refused(StatusCodes.Status404NotFound, "not_found", $"There is no response for the prompt {KeyPath.ShownName(prompt)}.");

    /// <summary>Removes all texts.</summary>
    public static ControlAnswer DeleteAll(LiveLayer live)
    {
        live.DeleteResponses();
        return ControlAnswer.NoContent;
    }

    private static YamlEntry Entry(string prompt, string text) =>
        new(new(default, prompt, IsPlain: false), new YamlScalar(default, text, IsPlain: false));
}
