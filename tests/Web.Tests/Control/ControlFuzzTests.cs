using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Microsoft.Extensions.Time.Testing;
using MockLlm.Engine;
using MockLlm.Engine.Faults;
using MockLlm.Engine.Faults.Kinds.InsteadOfHandler;

namespace MockLlm.Web.Tests.Control;

/// <summary>
/// Things nobody thought of. Ten thousand that requests may ask for themselves: each gets an answer or the fault that it asks for.
/// As many bodies for control routes: each is taken or refused in so many words. The server goes on and stays one that can be changed.
/// </summary>
public sealed class ControlFuzzTests : IAsyncLifetime
{
    private const int Bodies = 2_500;
    private const int Batch = 100;
    private const int Connections = 10;

    private static readonly VendorRoute[] Routes = [VendorRoute.Chat, VendorRoute.Messages];

    // Waits that are asked for take no time: the clock is turned until they are over.
    private readonly FakeTimeProvider _time = new();
    private TestServer _server = null!;

    public async Task InitializeAsync() => _server = await TestServer.Start(options => options with { Time = _time, HandlerTime = TimeProvider.System });

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Property(MaxTest = 25)]
    public Property Any_header_text_gets_an_answer() => Check(
        from name in Gen.Elements("X-MockLlm-Fault", "X-MockLlm-Latency", "X-MockLlm-Seed")
        from value in AnyControl.Utf8(name.EndsWith("Fault", StringComparison.Ordinal) ? AnyControl.Fault : name.EndsWith("Seed", StringComparison.Ordinal) ? AnyControl.Seed : AnyControl.Latency)
        select (name, value));

    [Property(MaxTest = 25)]
    public Property Any_header_bytes_get_an_answer() => Check(
        from name in Gen.Elements("X-MockLlm-Fault", "X-MockLlm-Latency", "X-MockLlm-Seed")
        from value in AnyControl.Bytes
        select (name, value));

    [Property(MaxTest = 25)]
    public Property Any_query_text_gets_an_answer() => Check(
        from name in Gen.Elements("?mockllm_fault", "?mockllm_latency", "?mockllm_seed")
        from value in AnyControl.Utf8(name.EndsWith("fault", StringComparison.Ordinal) ? AnyControl.Fault : AnyControl.Latency)
        select (name, value));

    [Property(MaxTest = 25)]
    public Property Any_query_bytes_get_an_answer() => Check(
        from name in Gen.Elements("?mockllm_fault", "?mockllm_latency")
        from value in AnyControl.Bytes
        select (name, value));

    [Property(MaxTest = Bodies)]
    public Property Any_piece_of_a_file_is_taken_or_refused() => Check("PATCH", "/_mockllm/settings", AnyControlBody.Patches);

    [Property(MaxTest = Bodies)]
    public Property Any_value_of_a_section_is_taken_or_refused() => Check("PATCH", "/_mockllm/settings", AnyControlBody.Sections);

    [Property(MaxTest = Bodies)]
    public Property Any_fault_is_taken_or_refused() => Check("PUT", "/_mockllm/faults/one", AnyControlBody.Faults);

    [Property(MaxTest = Bodies)]
    public Property Any_garbage_is_taken_or_refused() => Check("PUT", "/_mockllm/faults/one", AnyControlBody.Garbage);

    private Property Check(Gen<(string Name, byte[] Value)> values) => Prop.ForAll(
        values.Where(value => !Stays(value.Value)).ListOf(Batch).ToArbitrary(),
        batch => Run([.. batch]).GetAwaiter().GetResult());

    private async Task Run(IReadOnlyList<(string Name, byte[] Value)> batch)
    {
        var next = -1;
        var sending = Task.WhenAll(Enumerable.Range(0, Connections).Select(async _ =>
        {
            for (var n = Interlocked.Increment(ref next); n < batch.Count; n = Interlocked.Increment(ref next))
            {
                await Send(Routes[n % Routes.Length], isStream: n % 3 == 0, batch[n].Name, batch[n].Value);
            }
        }));
        await Eventually.Holds(
            async () =>
            {
                _time.Advance(TimeSpan.FromDays(1));
                await _server.Http.GetStringAsync("/health");
                return sending.IsCompleted;
            },
            () => "An answer does not come.");
        await sending;
        using var connection = await RawConnection.Open(_server.Url);
        await Routes[0].AssertServes(connection);
    }

    private async Task Send(VendorRoute route, bool isStream, string name, byte[] value)
    {
        using var connection = await RawConnection.Open(_server.Url);
        await connection.Send(Request(route, isStream, name, value));
        var bytes = await connection.ToEnd();
        var shown = $"{name}: {Encoding.Latin1.GetString(value)}";
        if (bytes.Length == 0)
        {
            Assert.True(Faulted(value) is not null, $"Nothing is answered to {shown}");
            return;
        }

        var head = Encoding.Latin1.GetString(bytes).Split("\r\n\r\n", 2)[0];
        var answer = RawAnswer.Parse(head + "\r\n\r\n");
        Assert.True(answer.Status is 200 or (>= 400 and < 500) || answer.Headers.ContainsKey("x-mockllm-fault"), $"{answer.Status} to {shown}");
    }

    private Property Check(string method, string path, Gen<string> bodies) =>
        Prop.ForAll(bodies.ToArbitrary(), body => Send(method, path, body).GetAwaiter().GetResult());

    private async Task Send(string method, string path, string json)
    {
        using var connection = await RawConnection.Open(_server.Url);
        var body = Encoding.UTF8.GetBytes(json);
        await connection.Send([.. Head(method, path, body.Length), .. body]);
        var answer = await connection.Read();
        Assert.True(answer.Status is 200 or 201 or 400, $"{answer.Status} for {json}");
        if (answer.Status == 400)
        {
            Assert.NotEmpty(answer.Json.Message()!);
        }

        // What is in force can always be patched with nothing, and undone.
        await connection.Send([.. Head("PATCH", "/_mockllm/settings", 2), .. "{}"u8]);
        Assert.Equal(200, (await connection.Read()).Status);
        await connection.Send(Head("POST", "/_mockllm/reset", 0));
        Assert.Equal(204, (await connection.Read()).Status);
    }

    private static byte[] Head(string method, string path, int length) => Encoding.ASCII.GetBytes(
        $"{method} {path} HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n\r\n");

    private static byte[] Request(VendorRoute route, bool isStream, string name, byte[] value)
    {
        var body = isStream ? $"{route.Good[..^1]},\"stream\":true}}" : route.Good;
        var (path, header) = name[0] == '?'
            ? ($"{route.Path}{name}={string.Concat(value.Select(b => $"%{b:X2}"))}", Array.Empty<byte>())
            : (route.Path, [.. Encoding.ASCII.GetBytes($"{name}: "), .. value, (byte)'\r', (byte)'\n']);
        var head = route.Head($"connection: close\r\ncontent-type: application/json\r\ncontent-length: {body.Length}\r\n", path: path);
        return [.. Encoding.ASCII.GetBytes(head[..^2]), .. header, .. Encoding.ASCII.GetBytes("\r\n" + body)];
    }

    // Asks for a connection that stays open until its client leaves: that it gets.
    private static bool Stays(byte[] value) => Faulted(value) is { Kind: HangFault { For: null } or { Name: "stall" } };

    private static Fault? Faulted(byte[] value)
    {
        var text = Encoding.UTF8.GetString(value).Trim();
        var head = new RequestHead("POST", "/", header => header == RequestFault.HeaderName ? text : null, _ => null, _ => null);
        return RequestFault.Read(head).Fault;
    }
}
