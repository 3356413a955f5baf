using System.Globalization;
using System.Net.Sockets;
using System.Text;
using MockLlm.Web.Tests.CommandLine;

namespace MockLlm.Web.Tests.Attacks;

/// <summary>Clients that try to use up a heap of 200 MiB.</summary>
public sealed class SmallHeapTests
{
    private const int Clients = 40;
    private const int MiB = 1 << 20;

    private static readonly byte[] Letters = Encoding.ASCII.GetBytes(new string('a', MiB));
    private static readonly byte[] Opened = Encoding.ASCII.GetBytes(new string('[', MiB));
    private static readonly byte[] Zeros = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("0,", MiB / 2)));
    private static readonly byte[] Objects = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("""{"role":"user","content":""},""", MiB / 29)));
    private static readonly byte[] Lines = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("ab\\n", MiB / 4)));

    [Fact]
    public async Task Hostile_bodies_are_refused_small_requests_go_on_and_the_process_lives()
    {
        using var folder = new TemporaryFolder();
        var variables = new Dictionary<string, string> { ["DOTNET_GCHeapHardLimit"] = "0xC800000" };
        // The test is about memory. On a slow machine, the requests wait for their turn for long.
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "responses.yml"), "server: {handler_timeout: 10m}\n");
        using var program = await RunningProgram.Start(folder.Path, variables, "--port", "0", "--log-level", "none");
        using var done = new CancellationTokenSource();
        var served = Neighbour(program.Url, done.Token);
        foreach (var (piece, mebibytes) in new[] { (Letters, 32), (Letters, 7), (Lines, 7), (Opened, 7), (Zeros, 7), (Objects, 3), (Zeros, 1), (Objects, 1) })
        {
            await Task.WhenAll(Enumerable.Range(0, Clients).Select(i => Attack(program.Url, piece, mebibytes, isChunked: i % 4 == 3, isWhole: i % 8 != 1)));
            Assert.False(program.HasExited);
        }

        await Task.WhenAll(Enumerable.Range(0, Clients).Select(i => AskForMuch(program.Url, reads: i % 2 == 0)));
        Assert.False(program.HasExited);
        await done.CancelAsync();

        Assert.InRange(await served, 20, int.MaxValue);
        Assert.False(program.HasExited);
        using var after = await RawConnection.Open(program.Url);
        await VendorRoute.Chat.AssertServes(after);
        Assert.InRange(program.WorkingSet, 0, 400L * MiB);
    }

    // Two small requests for 12 and 80 MB of JSON. Some clients do not read it.
    private static async Task AskForMuch(Uri url, bool reads)
    {
        foreach (var texts in new[] { 300, 2048 })
        {
            var body = $$"""{"model":"text-embedding-3-large","input":[{{string.Join(',', Enumerable.Repeat("\"a\"", texts))}}]}""";
            using var connection = await RawConnection.Open(url);
            await connection.Send((VendorRoute.Chat with { Path = "/v1/embeddings" }).Request(Encoding.ASCII.GetBytes(body)));
            var head = RawAnswer.Parse(await connection.Head());
            Assert.Contains(head.Status, new[] { 200, 503 });
            if (reads)
            {
                await connection.Take(int.Parse(head.Headers["content-length"], CultureInfo.InvariantCulture));
            }
        }
    }

    // Returns how many requests were served.
    private static async Task<int> Neighbour(Uri url, CancellationToken done)
    {
        using var connection = await RawConnection.Open(url);
        var served = 0;
        for (; !done.IsCancellationRequested; served++)
        {
            await VendorRoute.Chat.AssertServes(connection);
            await Task.Delay(10, CancellationToken.None);
        }

        return served;
    }

    private static async Task Attack(Uri url, byte[] piece, int pieces, bool isChunked, bool isWhole)
    {
        var isText = ReferenceEquals(piece, Letters) || ReferenceEquals(piece, Lines);
        var start = Encoding.ASCII.GetBytes($$"""{"model":"gpt-4o","messages":{{(isText ? """[{"role":"user","content":" """ : "[")}}""");
        var end = Encoding.ASCII.GetBytes(isText ? "\"}]}" : "0]}");
        using var connection = await RawConnection.Open(url);
        try
        {
            await connection.Send(VendorRoute.Chat.Head("content-type: application/json\r\n" + (isChunked
                ? "transfer-encoding: chunked\r\n"
                : $"content-length: {start.Length + ((long)piece.Length * pieces) + end.Length}\r\n")));
            await Send(start);
            for (var i = 0; i < pieces; i++)
            {
                await Send(piece);
            }

            if (!isWhole)
            {
                return;
            }

            await Send(end);
            await connection.Send(isChunked ? "0\r\n\r\n" : "");
            var answer = await connection.Read();
            Assert.Contains(answer.Status, new[] { 200, 400, 413, 503 });
        }
        catch (SocketException)
        {
            // The server refused the body before all of it was sent.
        }

        async Task Send(byte[] bytes)
        {
            if (isChunked)
            {
                await connection.Send($"{bytes.Length:x}\r\n");
            }

            await connection.Send(bytes);
            if (isChunked)
            {
                await connection.Send("\r\n");
            }
        }
    }
}
