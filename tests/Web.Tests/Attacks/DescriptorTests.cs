using System.Net.Sockets;
using System.Text;
using MockLlm.Engine.Tests.Pacing;
using MockLlm.Web.Tests.CommandLine;

namespace MockLlm.Web.Tests.Attacks;

/// <summary>Clients that hold as many connections as the process may have files.</summary>
public sealed class DescriptorTests
{
    private const string Refused = "Refused ";

    [Fact]
    public async Task Connections_past_the_limit_of_open_files_are_refused_while_the_others_are_served_and_no_core_is_burnt()
    {
        using var folder = new TemporaryFolder();
        using var program = await RunningProgram.StartAfter("ulimit -n 400", folder.Path, "--port", "0");
        using var clients = new Clients(program.Url);
        await clients.Open(500);

        Assert.InRange(await clients.CountClosed(), 250, 499);
        Assert.True(await Rests(program));
        Assert.StartsWith("HTTP/1.1 200", await clients.AskFirst(), StringComparison.Ordinal);

        clients.Dispose();
        Assert.Equal("I don't know the answer to that. This is a mock response.", await AskWhenFree(program));
        await program.Signal("TERM");
        var run = await program.End();
        Assert.Equal(0, run.ExitCode);
        Assert.InRange(run.Output.Split(Refused).Length - 1, 1, 2);
        Assert.Contains("of the 400 files that this process may open are in use", run.Output, StringComparison.Ordinal);
        Assert.Contains("This process may open 400 files, so the server keeps about ", program.Banner, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_too_few_descriptors_to_serve_it_says_so_and_does_not_start()
    {
        using var folder = new TemporaryFolder();

        var run = await RunningProgram.RunInShell("ulimit -n 250; exec dotnet \"$0\" \"$@\"", folder.Path, "--port", "0");

        Assert.Equal(
            (1, "", "mockllm: this process may open 250 files, and needs 300 or more. Raise the limit, such as with ulimit -n.\n"),
            (run.ExitCode, run.Output, run.Error));
    }

    // A server that burns a core never rests. Other work of the machine may keep a healthy one busy for a while.
    private static async Task<bool> Rests(RunningProgram program)
    {
        for (var tries = 0; tries < 30; tries++)
        {
            var before = program.ProcessorTime;
            await Task.Delay(1000);
            if (program.ProcessorTime - before < TimeSpan.FromMilliseconds(500))
            {
                return true;
            }
        }

        return false;
    }

    // The server sees the end of a connection a little later than its client.
    private static async Task<string?> AskWhenFree(RunningProgram program)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                return await BannerCurl.Run(program.Banner);
            }
            catch (HttpRequestException) when (tries < 500)
            {
                await Task.Delay(10);
            }
        }
    }

    private sealed class Clients(Uri url) : IDisposable
    {
        private readonly List<Socket> _sockets = [];
        private int _unconnected;

        public async Task Open(int count)
        {
            for (var i = 0; i < count; i++)
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                _sockets.Add(socket);
                try
                {
                    await socket.ConnectAsync(url.Host, url.Port).OrFail();
                }
                catch (SocketException)
                {
                    // It was refused before it noticed that it was connected.
                    _unconnected++;
                }
            }
        }

        // The refusal of the last one comes after that of all others.
        public async Task<int> CountClosed()
        {
            Assert.True(await IsClosed(_sockets[^1]).OrFail());
            return _unconnected + _sockets.Count(socket => socket.Connected && socket.Poll(0, SelectMode.SelectRead));
        }

        public async Task<string> AskFirst()
        {
            await _sockets[0].SendAsync("GET /health HTTP/1.1\r\nhost: test\r\n\r\n"u8.ToArray()).OrFail();
            var answer = new byte[1024];
            return Encoding.ASCII.GetString(answer, 0, await _sockets[0].ReceiveAsync(answer).OrFail());
        }

        public void Dispose() => _sockets.ForEach(socket => socket.Dispose());

        private static async Task<bool> IsClosed(Socket socket)
        {
            try
            {
                return await socket.ReceiveAsync(new byte[1]) == 0;
            }
            catch (SocketException)
            {
                return true;
            }
        }
    }
}
