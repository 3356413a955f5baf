using System.Text;
using MockLlm.Engine.Configuration;
using MockLlm.Engine.Configuration.Live;
using MockLlm.Engine.Yaml;

namespace MockLlm.Engine.Tests.Configuration.Live;

public sealed class JsonTreeTests
{
    [Theory]
    [InlineData("{\"a\": 1,\n \"b\": x}", 2, 7, "the body cannot be read as JSON from here on")]
    [InlineData("{\"a\": 1", 1, 8, "the body cannot be read as JSON from here on")]
    [InlineData("{} {}", 1, 4, "the body cannot be read as JSON from here on")]
    [InlineData("{\"a\": 1,\n \"a\": 2}", 2, 2, "a is given twice: keep one")]
    [InlineData("{\"a\": \"\\ud83d\"}", 1, 7, "this text holds half of a surrogate pair")]
    public void Says_where_a_text_is_wrong(string json, int line, int column, string message) =>
        Assert.Equal(new ConfigError(line, column, message), YamlJsonReader.Read(Encoding.UTF8.GetBytes(json)).Error);

    [Fact]
    public void Refuses_what_is_not_utf8() => Assert.NotNull(YamlJsonReader.Read([(byte)'"', 0xC0, (byte)'"']).Error);

    [Fact]
    public void Texts_are_no_numbers_and_no_nothing()
    {
        var list = Assert.IsType<YamlList>(YamlJsonReader.Read("""["7", "null", 7, null, true, "on"]"""u8).Root);

        Assert.Equal([false, false, true, true, true, true], list.Items.Cast<YamlScalar>().Select(item => item.IsPlain));
    }

    [Theory]
    [InlineData("kind: delay\nby: 500ms\nevery: 10\nprobability: .5\nwhen: {stream: yes, model: 'gpt*', prompt: {contains: '7', ignore_case: True}}")]
    [InlineData("kind: status\nstatus: 502\nmessage: 'null'\nheaders: {X-A: 007, X-B: \"true\"}\nfrom: 0\nuntil: 1.5s")]
    [InlineData("kind: hang\nfor: 2m\ntimes: 3\nskip: 0\nramp: 10s")]
    public void A_fault_of_a_file_means_the_same_when_its_json_is_put(string yaml)
    {
        var written = SnapshotReader.Read($"faults:\n  - {yaml.Replace("\n", "\n    ", StringComparison.Ordinal)}", ["openai"]);
        var node = Assert.Single(written.Snapshot!.Faults.All).Tree;
        using var bytes = new MemoryStream();
        using (var json = new System.Text.Json.Utf8JsonWriter(bytes))
        {
            YamlJsonWriter.Write(json, node);
        }

        var live = new LiveConfig(new(Snapshot.Default), ["openai"]);
        Assert.Empty(live.PutFault("again", (YamlMap)YamlJsonReader.Read(bytes.ToArray()).Root!).Errors);

        var (first, second) = (written.Snapshot.Faults.All[0], live.Snapshot.Faults.All[0]);
        Assert.Equal(first.Trigger, second.Trigger);
        Assert.Equivalent(first.Kind, second.Kind);
        Assert.Equal(first.When.ToString(), second.When.ToString());
    }
}
