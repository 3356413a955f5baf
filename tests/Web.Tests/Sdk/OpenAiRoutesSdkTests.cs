using System.ClientModel;
using OpenAI;
using OpenAI.Audio;
using OpenAI.Embeddings;

namespace MockLlm.Web.Tests.Sdk;

/// <summary>OpenAI's smaller routes through its own .NET client.</summary>
public sealed class OpenAiRoutesSdkTests : IAsyncLifetime
{
    private const string Heard = "Hello everyone. Shall we begin?";

    private TestServer _server = null!;

    public async Task InitializeAsync() =>
        _server = await TestServer.Start($"responses: {{meeting.wav: \"{Heard}\"}}\nsettings: {{api_keys: [{Sky.ValidKey}]}}");

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task An_embedding_has_its_floats_and_a_list_its_order_and_usage()
    {
        var client = Client().GetEmbeddingClient("text-embedding-3-large");

        var vector = (await client.GenerateEmbeddingAsync("hello world")).Value.ToFloats().ToArray();
        var list = (await client.GenerateEmbeddingsAsync(["hello world", "bye"], new EmbeddingGenerationOptions { Dimensions = 3072 })).Value;

        Assert.Equal(3072, vector.Length);
        Assert.Equal(1, vector.Sum(number => (double)number * number), 5);
        Assert.Equal([0, 1], list.Select(embedding => embedding.Index));
        Assert.Equal(vector, list[0].ToFloats().ToArray());
        Assert.Equal(3, list.Usage.InputTokenCount);
    }

    [Fact]
    public async Task A_moderation_flags_its_categories()
    {
        var results = (await Client().GetModerationClient("omni-moderation-latest").ClassifyTextAsync(["I will kill you", "good morning"])).Value;

        Assert.Equal([true, false], results.Select(result => result.Flagged));
        Assert.True(results[0].Violence.Flagged);
        Assert.False(results[0].Hate.Flagged);
        Assert.InRange(results[0].Violence.Score, 0.5f, 1f);
    }

    [Fact]
    public async Task An_image_comes_as_bytes_or_at_a_url_that_needs_no_key()
    {
        var bytes = (await Client().GetImageClient("gpt-image-1").GenerateImageAsync("a red fox")).Value.ImageBytes.ToArray();
        var url = (await Client().GetImageClient("dall-e-3").GenerateImageAsync("a red fox")).Value;
        using var file = await _server.Http.GetAsync(url.ImageUri);

        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], bytes[..4]);
        Assert.Equal("a red fox", url.RevisedPrompt);
        Assert.Equal("image/png", file.Content.Headers.ContentType?.MediaType);
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], (await file.Content.ReadAsByteArrayAsync())[..4]);
    }

    [Fact]
    public async Task Speech_is_audio_that_can_be_heard_again()
    {
        var client = Client().GetAudioClient("tts-1");
        var wav = (await client.GenerateSpeechAsync("hello there you", GeneratedSpeechVoice.Alloy, new SpeechGenerationOptions
        {
            ResponseFormat = GeneratedSpeechFormat.Wav,
        })).Value.ToArray();

        var heard = (await Client().GetAudioClient("whisper-1").TranscribeAudioAsync(
            new MemoryStream(wav), "meeting.wav", new AudioTranscriptionOptions { ResponseFormat = AudioTranscriptionFormat.Verbose })).Value;

        Assert.Equal(Heard, heard.Text);
        Assert.Equal(TimeSpan.FromSeconds(1), heard.Duration);
        Assert.Equal(2, heard.Segments.Count);
    }

    [Fact]
    public async Task A_translation_is_the_text_of_its_file() => Assert.Equal(
        Heard, (await Client().GetAudioClient("whisper-1").TranslateAudioAsync(new MemoryStream([1, 2, 3]), "meeting.wav")).Value.Text);

    [Fact]
    public async Task A_refusal_is_a_typed_error_with_the_vendor_s_words()
    {
        var refusal = await Assert.ThrowsAsync<ClientResultException>(
            async () => await Client().GetEmbeddingClient("text-embedding-3-small").GenerateEmbeddingsAsync(["a", ""]));

        Assert.Equal(400, refusal.Status);
        Assert.Contains("'$.input' is invalid.", refusal.Message, StringComparison.Ordinal);
    }

    private OpenAIClient Client() => new(new ApiKeyCredential(Sky.ValidKey), new OpenAIClientOptions { Endpoint = new Uri(_server.Url, "/v1") });
}
