using System.Text.Json.Nodes;
using MockLlm.Engine.Completions;
using MockLlm.Providers.OpenAi;
using MockLlm.Providers.Tests.OpenAi.Chat;

namespace MockLlm.Providers.Tests.OpenAi.StreamOptions;

/// <summary><c>stream_options.continuous_usage_stats</c> of vLLM, which guidellm sends.</summary>
public sealed class ContinuousUsageTests
{
    private const string Options = "\"stream\": true, \"stream_options\": {\"include_usage\": true, \"continuous_usage_stats\": true}";

    private static readonly Vendor ByToken = new(typeof(OpenAiProvider), ChatClient.Sums with { WrittenChunk = Chunking.Tokens });

    [Theory]
    [InlineData(ChatClient.Path, "{\"model\": \"gpt-4o\", \"messages\": [{\"role\": \"user\", \"content\": \"what is 2+2?\"}]")]
    [InlineData("/v1/completions", "{\"model\": \"gpt-3.5-turbo-instruct\", \"prompt\": \"what is 2+2?\"")]
    public void Every_chunk_counts_the_tokens_so_far(string path, string body)
    {
        var chunks = Chunks(ByToken.Post(path, $"{body}, {Options}}}"));

        var final = Usage(chunks[^1]);
        var counts = chunks.SkipLast(1).Select(Usage).ToList();
        Assert.All(counts, usage => Assert.Equal((final.Prompt, final.Prompt + usage.Completion), (usage.Prompt, usage.Total)));
        var spoken = chunks.SkipLast(1).Count(chunk => Text(chunk).Length > 0);
        Assert.Equal(spoken, final.Completion);
        Assert.Equal(Enumerable.Range(1, spoken), counts.Where((_, index) => Text(chunks[index]).Length > 0).Select(usage => usage.Completion));
        Assert.Equal(final.Completion, counts[^1].Completion);
    }

    [Fact]
    public void The_first_chunk_counts_no_tokens_of_the_answer() =>
        Assert.Equal(0, Usage(Chunks(ByToken.Post(ChatClient.Path, ChatClient.Body(Options)))[0]).Completion);

    [Fact]
    public void Each_choice_is_counted_for_itself()
    {
        var chunks = Chunks(ByToken.Post(ChatClient.Path, ChatClient.Body("\"n\": 2, " + Options)));

        var finished = chunks.SkipLast(1).Where(chunk => chunk["choices"]![0]!["finish_reason"] is not null).ToList();
        Assert.Equal(2, finished.Count);
        Assert.All(finished, chunk => Assert.Equal(Usage(chunks[^1]).Completion, 2 * Usage(chunk).Completion));
    }

    [Fact]
    public void A_piece_of_several_tokens_counts_them_all()
    {
        var chunks = Chunks(ChatClient.Vendor.Post(ChatClient.Path, ChatClient.Body(Options)));

        Assert.Equal(Usage(chunks[^1]).Completion, Usage(chunks[^2]).Completion);
        Assert.True(chunks.Count - 3 < Usage(chunks[^1]).Completion, "a word has several tokens here");
    }

    [Fact]
    public void Without_include_usage_no_chunk_has_a_usage() => Assert.All(
        Chunks(ByToken.Post(ChatClient.Path, ChatClient.Body("\"stream\": true, \"stream_options\": {\"continuous_usage_stats\": true}"))),
        chunk => Assert.False(chunk.AsObject().ContainsKey("usage")));

    private static List<JsonNode> Chunks(Answer answer) => [.. answer.Events.SkipLast(1).Select(chunk => chunk.Json)];

    private static string Text(JsonNode chunk) =>
        chunk["choices"] is JsonArray { Count: > 0 } choices ? (string?)choices[0]!["text"] ?? (string?)choices[0]!["delta"]?["content"] ?? "" : "";

    private static (int Prompt, int Completion, int Total) Usage(JsonNode chunk) =>
        ((int)chunk["usage"]!["prompt_tokens"]!, (int)chunk["usage"]!["completion_tokens"]!, (int)chunk["usage"]!["total_tokens"]!);
}
