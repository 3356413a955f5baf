using System.Text.Json.Nodes;

namespace MockLlm.Providers.Tests.OpenAi.Embeddings;

public sealed class EmbeddingTests
{
    private const string Path = "/v1/embeddings";
    private const string InputMessage = "'$.input' is invalid. Please check the API reference: https://platform.openai.com/docs/api-reference.";

    [Fact]
    public void The_answer_is_the_documented_object()
    {
        var answer = Ask("\"hello world\"", ", \"dimensions\": 2").Json!;
        answer["data"]![0]!["embedding"] = new JsonArray();

        Golden.Matches("OpenAi/Embeddings/Golden/embedding.json", answer);
    }

    [Theory]
    [InlineData("text-embedding-3-small", 1536)]
    [InlineData("text-embedding-3-large", 3072)]
    [InlineData("text-embedding-ada-002", 1536)]
    [InlineData("another", 1536)]
    public void A_vector_is_as_long_as_its_model_makes_it_and_has_length_one(string model, int dimensions)
    {
        var vector = Floats(Post($$"""{"model": "{{model}}", "input": "hello"}"""));

        Assert.Equal(dimensions, vector.Length);
        Assert.Equal(1, vector.Sum(number => (double)number * number), 5);
    }

    [Fact]
    public void Base64_holds_the_same_floats_least_significant_byte_first()
    {
        var bytes = Convert.FromBase64String((string)Ask("\"hello\"", ", \"encoding_format\": \"base64\"").Json!["data"]![0]!["embedding"]!);
        var decoded = Enumerable.Range(0, bytes.Length / 4)
            .Select(i => BitConverter.Int32BitsToSingle(bytes[4 * i] | (bytes[(4 * i) + 1] << 8) | (bytes[(4 * i) + 2] << 16) | (bytes[(4 * i) + 3] << 24)));

        Assert.Equal(Floats(Ask("\"hello\"")), decoded);
    }

    [Fact]
    public void A_list_has_a_vector_for_each_text_in_order_and_all_tokens_are_counted()
    {
        var answer = Ask("""["hello world", "hello", "hello world"]""").Json!;

        Assert.Equal([0, 1, 2], answer["data"]!.AsArray().Select(item => (int)item!["index"]!));
        Assert.True(JsonNode.DeepEquals(answer["data"]![0]!["embedding"], answer["data"]![2]!["embedding"]));
        Assert.False(JsonNode.DeepEquals(answer["data"]![0]!["embedding"], answer["data"]![1]!["embedding"]));
        Assert.Equal(5, (int)answer["usage"]!["prompt_tokens"]!);
    }

    [Theory]
    [InlineData("[15339, 1917]", 1)]
    [InlineData("[[15339, 1917], [15339]]", 2)]
    public void Tokens_get_the_vector_of_the_text_they_stand_for(string tokens, int count)
    {
        var answer = Ask(tokens).Json!;

        Assert.Equal(count, answer["data"]!.AsArray().Count);
        Assert.True(JsonNode.DeepEquals(Ask("\"hello world\"").Json!["data"]![0]!["embedding"], answer["data"]![0]!["embedding"]));
        Assert.Equal(count == 1 ? 2 : 3, (int)answer["usage"]!["prompt_tokens"]!);
    }

    [Fact]
    public void Shorter_vectors_are_cut_and_scaled_as_the_vendor_does()
    {
        var whole = Floats(Ask("\"hello world\""))[..256];
        var length = Math.Sqrt(whole.Sum(number => (double)number * number));
        var shorter = Floats(Ask("\"hello world\"", ", \"dimensions\": 256"));

        Assert.Equal(256, shorter.Length);
        Assert.All(whole.Zip(shorter), pair => Assert.Equal(pair.First / length, pair.Second, 5));
    }

    [Theory]
    [InlineData("\"\"")]
    [InlineData("[]")]
    [InlineData("""["a", ""]""")]
    [InlineData("""["a", 1]""")]
    [InlineData("[[]]")]
    [InlineData("[-1]")]
    [InlineData("[1.5]")]
    [InlineData("[2000000000]")]
    [InlineData("5")]
    [InlineData("{}")]
    public void An_input_that_cannot_be_embedded_is_refused_in_the_vendors_words(string input) =>
        OpenAiClient.AssertRefused(Ask(input), InputMessage, null, null);

    [Theory]
    [InlineData("""{"input": "a"}""", "you must provide a model parameter", null, null)]
    [InlineData("""{"model": "m"}""", "Missing required parameter: 'input'.", "input", "missing_required_parameter")]
    [InlineData("""{"model": "text-embedding-ada-002", "input": "a", "dimensions": 5}""", "This model does not support specifying dimensions.", null, null)]
    [InlineData("""{"model": "text-embedding-3-small", "input": "a", "dimensions": 1537}""", "Invalid value for 'dimensions' = 1537. Must be less than or equal to 1536.", null, null)]
    [InlineData("""{"model": "m", "input": "a", "dimensions": 0}""", "Invalid 'dimensions': integer below minimum value. Expected a value >= 1, but got 0 instead.", "dimensions", "integer_below_min_value")]
    [InlineData("""{"model": "m", "input": "a", "encoding_format": "hex"}""", "Invalid value: 'hex'. Supported values are: 'float', and 'base64'.", "encoding_format", "invalid_value")]
    public void Fields_are_checked(string body, string message, string? param, string? code)
    {
        var answer = Post(body);

        Assert.Equal(400, answer.Status);
        Assert.Equal((message, param, code), ((string?)answer.Json!["error"]!["message"], (string?)answer.Json["error"]!["param"], (string?)answer.Json["error"]!["code"]));
    }

    [Fact]
    public void More_than_2048_texts_are_refused()
    {
        Assert.Equal(200, Ask($"[{string.Join(',', Enumerable.Repeat("\"a\"", 2048))}]", ", \"dimensions\": 1").Status);
        OpenAiClient.AssertRefused(
            Ask($"[{string.Join(',', Enumerable.Repeat("\"a\"", 2049))}]"),
            "Invalid 'input': array too long. Expected an array with maximum length 2048, but got an array with length 2049 instead.",
            "input",
            "array_above_max_length");
    }

    [Fact]
    public void A_text_over_the_models_window_is_refused()
    {
        Assert.Equal(200, Ask($"\"{Words(8192)}\"", ", \"dimensions\": 1").Status);
        OpenAiClient.AssertRefused(
            Ask($"\"{Words(8193)}\""),
            "This model's maximum context length is 8192 tokens, however you requested 8193 tokens (8193 in your prompt; 0 for the completion). Please reduce your prompt; or completion length.",
            null,
            null);
    }

    [Fact]
    public void All_texts_together_may_not_have_more_than_300000_tokens()
    {
        var texts = string.Join(',', Enumerable.Repeat($"\"{Words(8000)}\"", 38));

        var answer = Ask($"[{texts}]");

        Assert.Equal(400, answer.Status);
        OpenAiErrorTests.AssertError(
            answer, "max_tokens_per_request", "Requested 304000 tokens, max 300000 tokens per request", null, "max_tokens_per_request");
    }

    private static string Words(int count) => "a" + string.Concat(Enumerable.Repeat(" a", count - 1));

    private static Answer Ask(string input, string fields = "") => Post($$"""{"model": "text-embedding-3-small", "input": {{input}}{{fields}}}""");

    private static Answer Post(string body) => OpenAiClient.Vendor.Post(Path, body);

    private static float[] Floats(Answer answer) => [.. answer.Json!["data"]![0]!["embedding"]!.AsArray().Select(number => (float)number!)];
}
