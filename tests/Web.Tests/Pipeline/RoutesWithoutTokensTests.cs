using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using MockLlm.Engine.Tests.Pacing;

namespace MockLlm.Web.Tests.Pipeline;

/// <summary>Latency, lag, limits and faults on routes that answer with something else than text.</summary>
public sealed class RoutesWithoutTokensTests
{
    private const string Embeddings = "/v1/embeddings";
    private const string Embedding = """{"model": "text-embedding-3-small", "input": "hello world"}""";

    private readonly ObservedTime _time = new();

    public static TheoryData<string, string> Routes => new()
    {
        { Embeddings, Embedding },
        { "/v1/moderations", """{"input": "hello"}""" },
        { "/v1/images/generations", """{"model": "gpt-image-1", "prompt": "a fox"}""" },
        { "/v1/audio/speech", """{"model": "tts-1", "input": "hello", "voice": "alloy"}""" },
    };

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task They_take_the_time_to_first_token_and_no_other(string path, string body)
    {
        await using var server = await TestServer.Start(
            "latency: {time_to_first_token: 2s, inter_token: 1s, prefill_per_token: 1s}", _time);

        var answer = server.Http.PostAsync(path, Json(body));
        var wait = await _time.NextWait();
        _time.Advance(wait);

        Assert.Equal(2000, wait.TotalMilliseconds);
        Assert.Equal(HttpStatusCode.OK, (await answer).StatusCode);
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Lag_leaves_them_alone(string path, string body)
    {
        await using var server = await TestServer.Start("settings: {lag_enabled: true, lag_factor: 1}", _time);

        Assert.Equal(HttpStatusCode.OK, (await server.Http.PostAsync(path, Json(body))).StatusCode);
        Assert.Equal(0, _time.TimersCreated);
    }

    [Fact]
    public async Task Embedded_texts_are_charged_to_the_token_limit()
    {
        await using var server = await TestServer.Start("limits: {tokens_per_minute: 3}", _time);

        using var first = await server.Http.PostAsync(Embeddings, Json(Embedding));
        using var second = await server.Http.PostAsync(Embeddings, Json(Embedding));

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal("1", first.Headers.GetValues("x-ratelimit-remaining-tokens").Single());
        Assert.Equal(HttpStatusCode.TooManyRequests, second.StatusCode);
        Assert.Contains("on tokens per min (TPM): Limit 3, Used 2, Requested 2.", await second.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fault_s_condition_sees_the_text_and_the_file()
    {
        await using var server = await TestServer.Start(
            "faults: [{kind: overloaded, when: {prompt: hello world}}, {kind: server_error, when: {prompt: {contains: meeting}}}]", _time);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await server.Http.PostAsync(Embeddings, Json(Embedding))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await server.Http.PostAsync(Embeddings, Json(Embedding.Replace("world", "you")))).StatusCode);
        Assert.Equal(HttpStatusCode.InternalServerError, (await server.Http.PostAsync("/v1/audio/transcriptions", File("meeting.wav"))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await server.Http.PostAsync("/v1/audio/transcriptions", File("other.wav"))).StatusCode);
    }

    [Fact]
    public async Task An_image_s_url_is_on_the_host_that_was_asked_and_needs_no_key()
    {
        await using var server = await TestServer.Start("settings: {api_keys: [secret]}", _time);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/images/generations") { Content = Json("""{"model": "dall-e-2", "prompt": "a fox", "n": 2}""") };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "secret");

        var answer = await JsonDocument.ParseAsync(await (await server.Http.SendAsync(request)).Content.ReadAsStreamAsync());
        var urls = answer.RootElement.GetProperty("data").EnumerateArray().Select(image => new Uri(image.GetProperty("url").GetString()!)).ToList();

        Assert.All(urls, url => Assert.Equal(server.Url.Authority, url.Authority));
        Assert.Equal(2, urls.Distinct().Count());
        Assert.Equal(HttpStatusCode.OK, (await server.Http.GetAsync(urls[0])).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await server.Http.GetAsync("/v1/models")).StatusCode);
    }

    [Fact]
    public async Task Speech_goes_out_chunk_by_chunk_and_is_a_whole_wave_file()
    {
        const string Body = """{"model": "tts-1", "input": "hello there you, hello there you, hello there you", "voice": "alloy", "response_format": "wav"}""";
        await using var server = await TestServer.Start();
        using var connection = await RawConnection.Post(server.Url, "/v1/audio/speech", Body);

        var head = await connection.Head();
        var body = await connection.Rest();

        Assert.Contains("Content-Type: audio/wav", head, StringComparison.Ordinal);
        Assert.Contains("Transfer-Encoding: chunked", head, StringComparison.Ordinal);
        Assert.True(body.IsWhole);
        Assert.True(body.Chunks.Count > 2);
        Assert.Equal(body.Bytes.Length - 8, BitConverter.ToInt32(body.Bytes, 4));
    }

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");

    private static MultipartFormDataContent File(string name) => new()
    {
        { new StringContent("whisper-1"), "model" },
        { new ByteArrayContent([1, 2, 3]), "file", name },
    };
}
