using System.Text.Json.Nodes;

namespace MockLlm.Web.Tests.OpenAiSpecification;

/// <summary>
/// Translates <c>oneOf</c> and <c>anyOf</c>. Each form has a sign, which is its JSON type and its constant members. A value with the sign
/// of a form must be of this form, so a failure is about this form and not about all others. Forms whose signs a value can have
/// at the same time are alternatives.
/// </summary>
internal static class SchemaForms
{
    /// <summary>Returns schemas that must all hold.</summary>
    public static IEnumerable<JsonNode> Of(JsonArray forms, SchemaTranslation translation)
    {
        List<(FormSign Sign, JsonObject Schema)> signed = [.. forms.Select(form => (FormSign.Of((JsonObject)form!, translation), (JsonObject)form!))];
        foreach (var group in Groups(signed))
        {
            yield return new JsonObject
            {
                ["if"] = AnyOf(group.Select(form => form.Sign.Schema())),
                ["then"] = AnyOf(group.Select(form => translation.Part(form.Schema))),
            };
        }

        foreach (var tag in FormSign.TagsOfAll([.. signed.Select(form => form.Sign)]))
        {
            yield return tag;
        }

        yield return AnyOf(signed.Select(form => form.Sign.Schema()));
    }

    private static JsonObject AnyOf(IEnumerable<JsonNode> schemas) =>
        schemas.ToArray() is var all && all.Length == 1 ? (JsonObject)all[0] : new() { ["anyOf"] = new JsonArray(all) };

    // Forms with overlapping signs are in one group.
    private static List<List<(FormSign Sign, JsonObject Schema)>> Groups(List<(FormSign Sign, JsonObject Schema)> forms)
    {
        List<List<(FormSign Sign, JsonObject Schema)>> groups = [];
        foreach (var form in forms)
        {
            var near = groups.FindAll(group => group.Exists(other => other.Sign.Overlaps(form.Sign)));
            groups.RemoveAll(near.Contains);
            groups.Add([.. near.SelectMany(static group => group), form]);
        }

        return groups;
    }
}
