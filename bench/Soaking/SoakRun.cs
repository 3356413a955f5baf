using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Sockets;
using System.Text.Json;
using MockLlm.Bench.Load;
using MockLlm.Bench.Servers;

namespace MockLlm.Bench.Soaking;

/// <summary>A soak test: minutes of traffic. After each of them the server is measured while it has nothing to do.</summary>
internal sealed class SoakRun : IAsyncDisposable
{
    private const int MostAtOnce = 400;
    private static readonly TimeSpan TrafficTime = TimeSpan.FromSeconds(55);
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan RestPatience = TimeSpan.FromSeconds(10);

    private static readonly string[] Counts = ["in_flight", "queued", "streams_open"];

    private readonly MockLlmServer _server;
    private readonly string _probe;
    private readonly int _rate;
    private readonly Random _random;
    private readonly SoakEpochs _epochs = new();
    private readonly SoakTraffic _traffic;
    private readonly SoakExchange[] _choices;
    private readonly ConcurrentQueue<string> _complaints = new();
    private readonly List<SoakSample> _samples = [];
    private readonly long _started = Stopwatch.GetTimestamp();
    private long _exchanges;
    private int _atOnce;

    private SoakRun(MockLlmServer server, string probe, int rate, int seed)
    {
        (_server, _probe, _rate, _random) = (server, probe, rate, new(seed));
        _traffic = new(_epochs);
        _choices = [.. _traffic.Exchanges.SelectMany(exchange => Enumerable.Repeat(exchange, exchange.Weight))];
    }

    /// <summary>What was not as expected.</summary>
    public IReadOnlyCollection<string> Complaints => _complaints;

    /// <summary>One sample for each minute.</summary>
    public IReadOnlyList<SoakSample> Samples => _samples;

    /// <summary>The number of exchanges so far.</summary>
    public long Exchanges => _exchanges;

    /// <summary>The number of requests that a limit refused.</summary>
    public long Limited => _traffic.Limited;

    /// <summary>The p99 of plain exchanges without latency in the last minute, in milliseconds.</summary>
    public double LastP99 { get; private set; }

    /// <summary>Starts a server and waits until it serves.</summary>
    public static async Task<SoakRun> Start(string? server, int rate, int seed, CancellationToken stop)
    {
        var probe = Path.Combine(Path.GetTempPath(), $"mockllm-probe-{Guid.NewGuid():N}");
        var environment = new Dictionary<string, string>
        {
            ["DOTNET_STARTUP_HOOKS"] = typeof(SoakRun).Assembly.Location,
            [StartupHook.PathVariable] = probe,
            // With an arena for each thread, the C library keeps memory that the program has freed. It would hide what the program keeps.
            ["MALLOC_ARENA_MAX"] = "1",
        };
        var mockllm = MockLlmServer.Start(server, SoakRequests.File("edition-none"), environment);
        await Readiness.Warm(mockllm.Process, stop);
        var run = new SoakRun(mockllm, probe, rate, seed);
        run._epochs.Add("edition-none");
        return run;
    }

    /// <summary>Runs a minute of traffic, waits until the server has nothing to do, and measures it.</summary>
    public async Task<SoakSample> Minute(CancellationToken stop)
    {
        var times = new Histogram();
        using (var http = NewClient())
        {
            var client = new SoakClient(http);
            using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
            end.CancelAfter(TrafficTime);
            var control = new SoakControl(_server, client, _epochs).Run(end.Token);
            await Traffic(client, times, end.Token);
            Complain("control", await control);
        }

        stop.ThrowIfCancellationRequested();
        await Idle(stop);
        LastP99 = times.Count > 0 ? times.Quantile(0.99) : 0;
        foreach (var line in _server.Process.TakeFailures())
        {
            Complain("log", line);
        }

        var sample = new SoakSample(
            Stopwatch.GetElapsedTime(_started).TotalMinutes, HeapAfterCollection(), _server.Process.Memory, _server.Process.Threads ?? 0, _server.Process.OpenFiles ?? 0);
        _samples.Add(sample);
        return sample;
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        File.Delete(_probe);
    }

    private static HttpClient NewClientTo(Uri address) => new(new SocketsHttpHandler { UseCookies = false, UseProxy = false, AllowAutoRedirect = false })
    {
        BaseAddress = address,
        Timeout = Timeout.InfiniteTimeSpan,
    };

    private HttpClient NewClient() => NewClientTo(_server.Process.Address);

    // Starts exchanges at the rate, whether or not earlier ones have ended.
    private async Task Traffic(SoakClient client, Histogram times, CancellationToken stop)
    {
        var running = new List<Task>();
        var began = Stopwatch.GetTimestamp();
        for (var begun = 0L; !stop.IsCancellationRequested;)
        {
            for (var due = (long)(Stopwatch.GetElapsedTime(began).TotalSeconds * _rate); begun < due; begun++)
            {
                if (Volatile.Read(ref _atOnce) < MostAtOnce)
                {
                    running.Add(Exchange(client, times));
                }
            }

            running.RemoveAll(task => task.IsCompleted);
            _server.Process.ThrowIfEnded();
            await Task.Delay(Tick, CancellationToken.None);
        }

        await Task.WhenAll(running);
    }

    private async Task Exchange(SoakClient client, Histogram times)
    {
        var exchange = _choices[_random.Next(_choices.Length)];
        var turn = new SoakTurn(Interlocked.Increment(ref _exchanges), SoakRequests.Paths[_random.Next(3)], _random.Next(2) == 0, _random.Next());
        Interlocked.Increment(ref _atOnce);
        var started = Stopwatch.GetTimestamp();
        try
        {
            Complain(exchange.Name, await exchange.Run(client, turn));
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            Complain(exchange.Name, $"{failure.GetType().Name}: {failure.Message}");
        }
        finally
        {
            Interlocked.Decrement(ref _atOnce);
        }

        if (exchange.Name == "echo")
        {
            lock (times)
            {
                times.Add(Stopwatch.GetTimestamp() - started);
            }
        }
    }

    private void Complain(string what, string? complaint)
    {
        if (complaint is not null)
        {
            _complaints.Enqueue($"{what}: {complaint}");
        }
    }

    // All clients have left. Nothing may be open a few seconds later.
    private async Task Idle(CancellationToken stop)
    {
        using var http = NewClient();
        var client = new SoakClient(http);
        var since = Stopwatch.GetTimestamp();
        while (true)
        {
            await Task.Delay(Rest, stop);
            using var stats = JsonDocument.Parse((await client.Send(HttpMethod.Get, "/_mockllm/stats", null, [])).Body);
            var open = Counts.Select(name => $"{name} {stats.RootElement.GetProperty(name)}").Where(text => !text.EndsWith(" 0", StringComparison.Ordinal)).ToArray();
            if (open.Length == 0)
            {
                return;
            }

            if (Stopwatch.GetElapsedTime(since) > RestPatience)
            {
                Complain("stats", $"still open {RestPatience.TotalSeconds} s after the traffic: {string.Join(", ", open)}");
                return;
            }
        }
    }

    private long HeapAfterCollection()
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Connect(new UnixDomainSocketEndPoint(_probe));
        Span<byte> heap = stackalloc byte[sizeof(long)];
        for (var read = 0; read < heap.Length;)
        {
            read += socket.Receive(heap[read..]) is > 0 and var count ? count : throw new BenchException("The server's probe gave no answer.");
        }

        return BitConverter.ToInt64(heap);
    }
}
