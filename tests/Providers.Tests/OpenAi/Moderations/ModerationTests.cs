using System.Text.Json.Nodes;
using MockLlm.Providers.OpenAi.Moderations;

namespace MockLlm.Providers.Tests.OpenAi.Moderations;

public sealed class ModerationTests
{
    [Fact]
    public void The_answer_is_the_documented_object()
    {
        var answer = Ask("""[{"type": "text", "text": "I will kill you"}, {"type": "image_url", "image_url": {"url": "https://x/y.png"}}]""").Json!;
        Assert.Matches("^modr-[0-9a-f]{32}$", (string?)answer["id"]);
        Assert.Equal(
            answer["results"]![0]!["categories"]!.AsObject().Select(category => category.Key),
            answer["results"]![0]!["category_scores"]!.AsObject().Select(category => category.Key));
        answer["id"] = "modr-?";
        answer["results"]![0]!["category_scores"] = new JsonObject();

        Golden.Matches("OpenAi/Moderations/Golden/moderation.json", answer);
    }

    [Fact]
    public void A_category_is_flagged_by_its_words_and_by_its_own_name()
    {
        foreach (var category in ModerationCategory.All)
        {
            foreach (var word in category.Words)
            {
                var result = Result($"\"Look: {word.ToUpperInvariant()}!\"");
                Assert.True((bool)result["flagged"]!);
                Assert.True((bool)result["categories"]![category.Name]!);
                Assert.InRange((double)result["category_scores"]![category.Name]!, 0.5, 1);
            }
        }
    }

    [Theory]
    [InlineData("\"a nice skillful day\"")]
    [InlineData("\"\"")]
    [InlineData("""[{"type": "image_url", "image_url": {"url": "https://x/y.png"}}]""")]
    public void Other_texts_are_not_flagged_and_have_small_scores(string input)
    {
        var result = Result(input);

        Assert.False((bool)result["flagged"]!);
        Assert.All(result["categories"]!.AsObject(), category => Assert.False((bool)category.Value!));
        Assert.All(result["category_scores"]!.AsObject(), score => Assert.InRange((double)score.Value!, 1e-6, 1e-3));
    }

    [Fact]
    public void An_image_alone_is_looked_at_in_some_categories_and_as_no_text()
    {
        var types = Result("""[{"type": "image_url", "image_url": {"url": "https://x/y.png"}}]""")["category_applied_input_types"]!;

        Assert.Empty(types["hate"]!.AsArray());
        Assert.Equal(["image"], types["violence"]!.AsArray().Select(type => (string?)type));
    }

    [Fact]
    public void A_list_of_texts_has_a_result_for_each()
    {
        var results = Ask("""["kill", "hello"]""").Json!["results"]!.AsArray();

        Assert.Equal([true, false], results.Select(result => (bool)result!["flagged"]!));
    }

    [Fact]
    public void The_older_models_have_eleven_categories_and_no_input_types()
    {
        var result = OpenAiClient.Vendor.Post("/v1/moderations", """{"model": "text-moderation-latest", "input": "x"}""").Json!["results"]![0]!;

        Assert.Equal(11, result["categories"]!.AsObject().Count);
        Assert.Null(result["category_applied_input_types"]);
    }

    [Fact]
    public void The_same_text_has_the_same_scores() =>
        Assert.True(JsonNode.DeepEquals(Result("\"hello\""), Result("\"hello\"")));

    [Theory]
    [InlineData("{}", "Missing required parameter: 'input'.", "input", "missing_required_parameter")]
    [InlineData("""{"input": 5}""", "Invalid type for 'input': expected an array of strings, but got an integer instead.", "input", "invalid_type")]
    [InlineData("""{"input": []}""", "Invalid 'input': empty array. Expected an array with minimum length 1, but got an empty array instead.", "input", "empty_array")]
    [InlineData("""{"input": [{"type": "audio"}]}""", "Invalid value: 'audio'. Supported values are: 'text', and 'image_url'.", "input[0].type", "invalid_value")]
    public void Fields_are_checked(string body, string message, string param, string code) =>
        OpenAiClient.AssertRefused(OpenAiClient.Vendor.Post("/v1/moderations", body), message, param, code);

    private static Answer Ask(string input) => OpenAiClient.Vendor.Post("/v1/moderations", $$"""{"input": {{input}}}""");

    private static JsonNode Result(string input) => Ask(input).Json!["results"]![0]!;
}
