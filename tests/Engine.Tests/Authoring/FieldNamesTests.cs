using System.Text.Json;
using FsCheck.Xunit;

namespace MockLlm.Engine.Tests.Authoring;

public sealed class FieldNamesTests
{
    [Property]
    public void An_object_may_have_every_field_that_it_has(Dictionary<string, int> fields)
    {
        var names = FieldNames.Of(JsonSerializer.SerializeToElement(fields));

        Assert.All(fields.Keys, name => Assert.True(names.MayHave(name)));
    }

    [Theory]
    [InlineData("""{"\u006dodel":1}""", "model")]
    [InlineData("""{"":1}""", "")]
    [InlineData("""{"größe":1}""", "größe")]
    public void Escapes_and_other_letters_are_found(string json, string name)
    {
        using var document = JsonDocument.Parse(json);

        Assert.True(FieldNames.Of(document.RootElement).MayHave(name));
    }

    [Fact]
    public void Most_fields_that_a_small_object_does_not_have_are_known_to_be_missing()
    {
        string[] others = ["temperature", "top_p", "n", "stop", "tools", "tool_choice", "seed", "user", "store", "metadata", "logit_bias", "logprobs"];
        using var document = JsonDocument.Parse("""{"model":"m","messages":[],"stream":true}""");
        var names = FieldNames.Of(document.RootElement);

        Assert.InRange(others.Count(names.MayHave), 0, 2);
    }
}
