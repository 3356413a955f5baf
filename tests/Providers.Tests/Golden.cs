using System.Text.Json;
using System.Text.Json.Nodes;

namespace MockLlm.Providers.Tests;

/// <summary>Files written by hand after the vendors' documents, compared as JSON trees.</summary>
internal static class Golden
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static string Text(string file) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, file));

    public static void Matches(string file, JsonNode? actual)
    {
        var expected = JsonNode.Parse(Text(file));
        Assert.True(
            JsonNode.DeepEquals(expected, actual),
            $"{file} says\n{expected!.ToJsonString(Indented)}\nbut the answer is\n{actual?.ToJsonString(Indented)}");
    }

    /// <summary>Compares a stream with a list of <c>{"event", "data"}</c>.</summary>
    public static void Matches(string file, IEnumerable<ServerEvent> events) => Matches(file, new JsonArray([.. events.Select(Node)]));

    private static JsonNode Node(ServerEvent happened)
    {
        var node = new JsonObject { ["data"] = happened.Data == "[DONE]" ? "[DONE]" : happened.Json };
        if (happened.Name is not null)
        {
            node["event"] = happened.Name;
        }

        return node;
    }
}
