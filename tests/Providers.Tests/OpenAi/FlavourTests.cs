using System.Collections.Frozen;
using System.Text.Json.Nodes;
using MockLlm.Engine.Configuration;
using MockLlm.Providers.OpenAi;
using MockLlm.Providers.Tests.OpenAi.Chat;

namespace MockLlm.Providers.Tests.OpenAi;

/// <summary>What <c>providers.openai.settings.flavour: vllm</c> changes.</summary>
public sealed class FlavourTests
{
    private static readonly Snapshot Thinking = new ScriptedReply(ScriptedReply.Thought("Two and two."), ScriptedReply.Text("Four.")).Snapshot;

    private static readonly Vendor Vllm = Of(Thinking, Flavour.Vllm);

    private static readonly Vendor OpenAi = Of(Thinking, Flavour.Openai);

    [Fact]
    public void Vllm_shows_the_reasoning_of_any_model()
    {
        var message = Vllm.Post(ChatClient.Path, ChatClient.Body()).Json!["choices"]![0]!["message"]!;

        Assert.Equal(("Two and two.", "Four."), ((string?)message["reasoning"], (string?)message["content"]));
    }

    [Fact]
    public void Vllm_streams_the_reasoning_before_the_text()
    {
        var deltas = Vllm.Post(ChatClient.Path, ChatClient.Body("\"stream\": true")).Events.SkipLast(1).Select(chunk => chunk.Json["choices"]![0]!["delta"]!).ToList();

        Assert.Equal("assistant", (string?)deltas[0]["role"]);
        Assert.Equal("Two and two.", string.Concat(deltas.Select(delta => (string?)delta["reasoning"])));
        Assert.Equal("Four.", string.Concat(deltas.Select(delta => (string?)delta["content"])));
        Assert.True(deltas.FindLastIndex(delta => delta["reasoning"] is not null) < deltas.FindIndex(1, delta => delta["content"] is JsonValue));
    }

    [Fact]
    public void Vllm_counts_the_reasoning_in_every_chunk()
    {
        var events = Vllm.Post(ChatClient.Path, ChatClient.Body("\"stream\": true, \"stream_options\": {\"include_usage\": true, \"continuous_usage_stats\": true}")).Events;
        var counts = events.SkipLast(1).Select(chunk => (int)chunk.Json["usage"]!["completion_tokens"]!).ToList();

        Assert.Equal(counts.Order(), counts);
        Assert.Equal((int)events[^2].Json["usage"]!["completion_tokens"]!, counts[^2]);
    }

    [Fact]
    public void Vllm_shows_the_length_of_each_context()
    {
        var listed = Vllm.Get("/v1/models").Json!["data"]!.AsArray();

        Assert.All(listed, model => Assert.True((int)model!["max_model_len"]! > 0));
        Assert.Equal(128_000, (int)Vllm.Get("/v1/models/{id}", "gpt-4o").Json!["max_model_len"]!);
    }

    [Fact]
    public void Openai_shows_neither()
    {
        Assert.False(OpenAi.Post(ChatClient.Path, ChatClient.Body()).Json!["choices"]![0]!["message"]!.AsObject().ContainsKey("reasoning"));
        Assert.All(OpenAi.Get("/v1/models").Json!["data"]!.AsArray(), model => Assert.False(model!.AsObject().ContainsKey("max_model_len")));
    }

    private static Vendor Of(Snapshot snapshot, Flavour flavour) => new(typeof(OpenAiProvider), snapshot with
    {
        Providers = new Dictionary<string, ProviderSettings> { ["openai"] = new(Values: new OpenAiSettings(flavour)) }.ToFrozenDictionary(),
    });
}
