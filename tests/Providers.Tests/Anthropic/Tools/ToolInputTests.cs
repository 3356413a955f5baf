using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck.Xunit;
using MockLlm.Providers.Anthropic.Tools;

namespace MockLlm.Providers.Tests.Anthropic.Tools;

public sealed class ToolInputTests
{
    [Theory]
    [InlineData("", "{}")]
    [InlineData("nonsense", "{}")]
    [InlineData("[1, 2]", "{}")]
    [InlineData("{", "{}")]
    [InlineData("{\"a\"", "{}")]
    [InlineData("{\"a\":", "{}")]
    [InlineData("{\"a\": \"b", "{}")]
    [InlineData("{\"a\": 12", "{}")]
    [InlineData("{\"a\": 12,", "{\"a\": 12}")]
    [InlineData("{\"a\": tru", "{}")]
    [InlineData("{\"a\": true", "{\"a\": true}")]
    [InlineData("{\"a\": {\"b\": [1, \"c\", {\"d\": nul", "{\"a\": {\"b\": [1, \"c\", {}]}}")]
    [InlineData("{\"a\": 1, \"b\" 2}", "{\"a\": 1}")]
    [InlineData("{\"a\": 1} and more", "{\"a\": 1}")]
    [InlineData("{\"a\": \"\\ud83d\", \"b\": 1}", "{}")]
    public void Arguments_that_break_off_are_what_had_come_whole(string arguments, string input) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(input), Written(arguments)), Written(arguments).ToJsonString());

    [Property]
    public void Whole_arguments_are_themselves(Dictionary<FsCheck.NonNull<string>, List<double>> values)
    {
        var arguments = JsonSerializer.Serialize(values
            .GroupBy(pair => pair.Key.Get)
            .ToDictionary(named => named.Key, named => named.First().Value?.Where(double.IsFinite)));

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(arguments), Written(arguments)), arguments);
    }

    [Property]
    public void Arguments_cut_anywhere_are_an_object(string text, int number, int cut)
    {
        var arguments = JsonSerializer.Serialize(new { text, list = new object[] { number, new { text } }, number });

        Assert.IsType<JsonObject>(Written(arguments[..(int)((uint)cut % arguments.Length)]));
    }

    private static JsonNode Written(string arguments) => JsonNode.Parse(JsonBytes.Write(arguments, ToolInput.Write))!;
}
