using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using MockLlm.Web.Reading;

namespace MockLlm.Web.Tests.Attacks;

/// <summary>Small requests that ask for replies of many megabytes.</summary>
public sealed class LargeRepliesTests
{
    private const string Long = "rules: [{reply: {lorem: {tokens: 200000}}}]";

    private static readonly string Texts = string.Join(',', Enumerable.Repeat("\"a\"", 2048));

    private static readonly VendorRoute Embeddings = VendorRoute.Chat with
    {
        Path = "/v1/embeddings",
        Good = """{"model":"text-embedding-3-large","input":"hi"}""",
    };

    private static readonly VendorRoute Moderations = VendorRoute.Chat with { Path = "/v1/moderations", Good = """{"input":"hi"}""" };

    public static TheoryData<string, string, string> Requests { get; } = new()
    {
        { "/v1/embeddings", $$"""{"model":"text-embedding-3-large","input":[{{Texts}}]}""", "" },
        { "/v1/embeddings", $$"""{"model":"text-embedding-3-large","input":[{{Texts}}],"encoding_format":"base64"}""", "" },
        { "/v1/moderations", $$"""{"input":[{{string.Join(',', Enumerable.Repeat(Texts, 8))}}]}""", "" },
        { "/v1/chat/completions", """{"model":"gpt-4o","n":128,"messages":[{"role":"user","content":"hi"}]}""", Long },
        { "/v1/completions", """{"model":"other","n":128,"max_tokens":200000,"prompt":"hi"}""", Long },
        { "/v1/completions", $$"""{"model":"gpt-3.5-turbo-instruct","n":128,"prompt":[{{Texts}}]}""", "" },
        { "/v1/completions", $$"""{"model":"gpt-3.5-turbo-instruct","n":128,"stream":true,"prompt":[{{Texts}}]}""", "" },
        { "/v1/messages", """{"model":"other","max_tokens":1000000,"messages":[{"role":"user","content":"hi"}]}""", "rules: [{reply: {lorem: {tokens: 1000000}}}]" },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task A_reply_without_memory_is_the_vendors_overload_error(string path, string body, string yaml)
    {
        var route = path == VendorRoute.Messages.Path ? VendorRoute.Messages : VendorRoute.Chat with { Path = path };
        await using var server = await TestServer.Start("server: {body_memory: 4MiB}\n" + yaml);
        using var connection = await RawConnection.Open(server.Url);

        await connection.Send(route.Request(Encoding.UTF8.GetBytes(body)));

        route.AssertError(await connection.Read(), route == VendorRoute.Messages ? 529 : 503);
        await Gone(server);
    }

    [Fact]
    public async Task A_large_reply_takes_memory_until_its_client_has_read_it_or_left()
    {
        await using var server = await TestServer.Start("server: {body_memory: 256MiB}");
        using var waiting = await RawConnection.Open(server.Url);
        await waiting.Send(Embeddings.Request(Encoding.UTF8.GetBytes($$"""{"model":"text-embedding-3-large","input":[{{Texts}}]}""")));
        await waiting.Head();

        Assert.InRange(Memory(server).Used, 50 << 20, 256 << 20);
        using var other = await RawConnection.Open(server.Url);
        await Embeddings.AssertServes(other);
        await Moderations.AssertServes(other);
        waiting.Leave(reset: true);

        await Gone(server);
    }

    [Fact]
    public async Task A_large_reply_arrives_whole()
    {
        await using var server = await TestServer.Start();

        using var content = new StringContent($$"""{"model":"text-embedding-3-large","input":[{{Texts}}]}""", Encoding.UTF8, "application/json");
        using var answer = await server.Http.PostAsync("/v1/embeddings", content);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        using var json = System.Text.Json.JsonDocument.Parse(await answer.Content.ReadAsStreamAsync());
        var vectors = json.RootElement.GetProperty("data").EnumerateArray().ToList();
        Assert.Equal(Enumerable.Range(0, 2048), vectors.Select(vector => vector.GetProperty("index").GetInt32()));
        Assert.All(vectors, vector => Assert.Equal(3072, vector.GetProperty("embedding").GetArrayLength()));
        await Gone(server);
    }

    [Fact]
    public async Task A_stream_that_a_fault_reads_ahead_takes_memory_until_it_is_over()
    {
        await using var server = await TestServer.Start(
            "server: {body_memory: 64MiB}\nrules: [{reply: {lorem: {tokens: 50000}}}]\nsettings: {lag_enabled: true, lag_factor: 1}");
        using var connection = await RawConnection.Open(server.Url);

        await connection.Send(
            VendorRoute.Chat.Head("X-MockLlm-Fault: kind=close; after_events=40000\r\ncontent-type: application/json\r\ncontent-length: 80\r\n")
            + """{"model":"gpt-4o","stream":true,"messages":[{"role":"user","content":"hi"}]}""".PadRight(80));
        await connection.Head();

        Assert.InRange(Memory(server).Used, 50_000 * 64, 64 << 20);
        connection.Leave(reset: true);
        await Gone(server);
    }

    private static BodyMemory Memory(TestServer server) => server.Services.GetRequiredService<BodyMemory>();

    private static Task Gone(TestServer server) => Eventually.Holds(
        async () =>
        {
            await Task.Delay(5);
            return Memory(server).Used == 0;
        },
        () => $"{Memory(server).Used} bytes are still counted");
}
