using System.Text;
using MockLlm.Web.Tests.Writing;

namespace MockLlm.Web.Tests.Faults;

/// <summary>Asks a server the same thing on every route, with and without a fault, and sees what comes on the wire.</summary>
internal sealed class FaultedTalk : IAsyncDisposable
{
    public const string OpenAi = "/v1/chat/completions";
    public const string Responses = "/v1/responses";
    public const string Anthropic = "/v1/messages";
    public const string Events = "/talk/events";
    public const string Lines = "/talk/lines";

    private FaultedTalk(TestServer server) => Server = server;

    public TestServer Server { get; }

    public static TheoryData<string> Routes => [OpenAi, Anthropic, Events, Lines];

    public static async Task<FaultedTalk> Start(string yaml = "", TimeProvider? time = null) =>
        new(await TestServer.Start("responses: {hi: one two three four five six seven eight nine ten}\nseed: 1\n" + yaml, time, typeof(TalkProvider)));

    public static string Body(string path, bool stream, string prompt = "hi") => path switch
    {
        Responses => $$"""{"model":"m","input":"{{prompt}}","stream":{{(stream ? "true" : "false")}}}""",
        OpenAi or Anthropic => Chats.Hi(path, stream).Replace("\"hi\"", $"\"{prompt}\"", StringComparison.Ordinal),
        _ => $$"""{"prompt":"{{prompt}}","stream":{{(stream ? "true" : "false")}}}""",
    };

    /// <summary>Sends a request that asks for a fault itself.</summary>
    public Task<RawConnection> Post(string path, bool stream, string? fault = null) => RawConnection.Post(
        Server.Url, fault is null ? path : $"{path}?mockllm_fault={Uri.EscapeDataString(fault)}", Body(path, stream));

    /// <summary>What a stream brings: its head, its events, and how it was cut or null.</summary>
    public async Task<(string Head, List<string> Events, Ending? Cut)> Stream(string path, string? fault = null)
    {
        using var connection = await Post(path, stream: true, fault);
        var head = await connection.Head();
        var body = await connection.Rest();
        return (head, Split(path, Encoding.Latin1.GetString(body.Bytes)), body.Cut);
    }

    /// <summary>What a plain answer brings: its head, the length it announces, its bytes, and how the connection ended or null.</summary>
    public async Task<(int Announced, byte[] Body, Ending? Cut)> Plain(string path, string? fault = null)
    {
        using var connection = await Post(path, stream: false, fault);
        var announced = int.Parse(RawAnswer.Parse(await connection.Head()).Headers["content-length"], System.Globalization.CultureInfo.InvariantCulture);
        return (announced, await connection.Take(announced), connection.Ending);
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    private static List<string> Split(string path, string text)
    {
        var end = path == Lines ? "\n" : "\n\n";
        return [.. text.Split(end).Where(piece => piece.Length > 0).Select(piece => piece + end)];
    }
}
