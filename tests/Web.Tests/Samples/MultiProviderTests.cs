using System.Net;

namespace MockLlm.Web.Tests.Samples;

public sealed class MultiProviderTests(SampleServer samples) : IClassFixture<SampleServer>
{
    [Fact]
    public async Task A_chat_is_answered() => Assert.Equal(
        (200, "application/json", """{"type":"chat","response":"Hello there, my friend"}"""), await samples.Post("/v1/multi/chat", """{"prompt":"Hello"}"""));

    [Fact]
    public async Task An_image_is_a_url_that_can_be_fetched()
    {
        using var made = await samples.Server.Http.PostAsync("/v1/multi/image", null);
        var url = (string?)System.Text.Json.Nodes.JsonNode.Parse(await made.Content.ReadAsStringAsync())!["url"];
        using var image = await samples.Server.Http.GetAsync(url);

        Assert.Equal("image/png", image.Content.Headers.ContentType?.MediaType);
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], (await image.Content.ReadAsByteArrayAsync())[..4]);
        Assert.Equal(Path.GetFileName(url), image.Content.Headers.ContentDisposition?.FileName?.Trim('"'));
    }

    [Fact]
    public async Task Audio_is_data()
    {
        var audio = await samples.PostJson("/v1/multi/audio", new { prompt = "Hello" });

        Assert.Equal("audio", (string?)audio["type"]);
        Assert.Matches("^[A-Za-z0-9]{5}$", (string?)audio["data"]);
    }

    [Fact]
    public async Task A_file_is_taken_as_a_form()
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent("Hello"), "prompt" },
            { new ByteArrayContent([0, 255, 13, 10, 1]), "file", "speech.wav" },
        };

        Assert.Equal(
            (HttpStatusCode.OK, """{"type":"transcription","file":"speech.wav","bytes":5,"text":"Hello there, my friend"}"""),
            await Transcribe(form));
    }

    [Fact]
    public async Task A_form_without_its_file_is_a_400_that_names_it()
    {
        using var form = new FormUrlEncodedContent([new("prompt", "Hello")]);

        Assert.Equal((HttpStatusCode.BadRequest, """{"error":{"type":"invalid_request","message":"'file' is required."}}"""), await Transcribe(form));
    }

    private async Task<(HttpStatusCode Status, string Body)> Transcribe(HttpContent form)
    {
        using var answer = await samples.Server.Http.PostAsync("/v1/multi/transcription", form);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
