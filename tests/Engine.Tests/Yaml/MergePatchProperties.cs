using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using MockLlm.Engine.Yaml;

namespace MockLlm.Engine.Tests.Yaml;

public sealed class MergePatchProperties
{
    [Theory]
    [InlineData("""{"a":"b"}""", """{"a":"c"}""", """{"a":"c"}""")]
    [InlineData("""{"a":"b"}""", """{"b":"c"}""", """{"a":"b","b":"c"}""")]
    [InlineData("""{"a":"b"}""", """{"a":null}""", """{}""")]
    [InlineData("""{"a":"b","b":"c"}""", """{"a":null}""", """{"b":"c"}""")]
    [InlineData("""{"a":["b"]}""", """{"a":"c"}""", """{"a":"c"}""")]
    [InlineData("""{"a":"c"}""", """{"a":["b"]}""", """{"a":["b"]}""")]
    [InlineData("""{"a":{"b":"c"}}""", """{"a":{"b":"d","c":null}}""", """{"a":{"b":"d"}}""")]
    [InlineData("""{"a":[{"b":"c"}]}""", """{"a":[1]}""", """{"a":[1]}""")]
    [InlineData("""{"e":null}""", """{"a":1}""", """{"e":null,"a":1}""")]
    [InlineData("""[1,2]""", """{"a":"b","c":null}""", """{"a":"b"}""")]
    [InlineData("""{}""", """{"a":{"bb":{"ccc":null}}}""", """{"a":{"bb":{}}}""")]
    public void Patches_as_the_standard_shows(string target, string patch, string result) =>
        Assert.Equal(result, Text(MergePatch.Of(Tree(patch)).Over(Tree(target))));

    [Property(MaxTest = 2000)]
    public Property Patches_one_after_another_are_one_overlay() => Prop.ForAll(
        Any(3).Zip(Map(3).ListOf(4)).ToArbitrary(),
        story =>
        {
            var (target, patches) = story;

            var overlay = patches.Aggregate(MergePatch.Nothing, (all, patch) => all.Then(Tree(patch)));
            var expected = patches.Aggregate(JsonNode.Parse(target), (merged, patch) => Merged(merged, JsonNode.Parse(patch)));

            Assert.True(
                JsonNode.DeepEquals(expected, JsonNode.Parse(Text(overlay.Over(Tree(target))))),
                $"{target} with {string.Join(" and ", patches)} is {Text(overlay.Over(Tree(target)))}");
        });

    [Property(MaxTest = 1000)]
    public Property Any_json_is_read_and_written_as_it_is() => Prop.ForAll(
        Any(4).ToArbitrary(), json => Assert.True(JsonNode.DeepEquals(JsonNode.Parse(json), JsonNode.Parse(Text(Tree(json))))));

    /// <summary>The pseudocode of RFC 7396, section 2.</summary>
    private static JsonNode? Merged(JsonNode? target, JsonNode? patch)
    {
        if (patch is not JsonObject map)
        {
            return patch?.DeepClone();
        }

        var result = target is JsonObject old ? old.DeepClone().AsObject() : [];
        foreach (var (name, value) in map)
        {
            if (value is null)
            {
                result.Remove(name);
            }
            else
            {
                result[name] = Merged(result[name], value);
            }
        }

        return result;
    }

    private static Engine.Yaml.YamlNode Tree(string json)
    {
        var (root, error) = YamlJsonReader.Read(Encoding.UTF8.GetBytes(json));
        Assert.Null(error);
        return root!;
    }

    private static string Text(Engine.Yaml.YamlNode? tree)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            YamlJsonWriter.Write(json, tree!);
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static Gen<string> Any(int depth)
    {
        var leaf = Gen.Elements("null", "true", "false", "0", "-1", "2.5", "1e3", "\"\"", "\"null\"", "\"7\"", "\"yes\"", "\"é😀\\n\"");
        return depth == 0
            ? leaf
            : Gen.OneOf(leaf, Gen.Choose(0, 2).SelectMany(count => Any(depth - 1).ListOf(count)).Select(items => $"[{string.Join(',', items)}]"), Map(depth));
    }

    private static Gen<string> Map(int depth) =>
        from names in Gen.SubListOf("a", "b", "c")
        from values in (depth == 0 ? Gen.Constant("null") : Any(depth - 1)).ListOf(names.Count)
        select $"{{{string.Join(',', names.Zip(values, (name, value) => $"\"{name}\":{value}"))}}}";
}
