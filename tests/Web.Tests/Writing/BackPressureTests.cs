using MockLlm.Engine.Handlers;

namespace MockLlm.Web.Tests.Writing;

public sealed class BackPressureTests
{
    // What the sockets of both sides and Kestrel may hold is a few MiB; a frame is one MiB.
    private const int FramesInFlight = 24;

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task A_client_that_does_not_read_holds_its_stream(bool isPlugin, bool ahead)
    {
        var endless = ProviderDiscovery.Register(typeof(EndlessProvider)) with { IsExternal = isPlugin };
        await using var server = await TestServer.Start(options => options with { Providers = [endless] });
        using var client = await RawConnection.Post(server.Url, "/endless", Wish(ahead));
        await client.Head();

        // Frames are made as fast as they are taken: while so many others are served, a stream without back-pressure makes thousands.
        for (var others = 0; others < 500; others++)
        {
            await server.Http.GetStringAsync("/health");
        }

        Assert.InRange(((EndlessProvider)endless.Instance).Made, 1, FramesInFlight);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_slow_client_gets_every_byte_in_order_and_is_never_run_far_ahead_of(bool ahead)
    {
        await using var server = await TestServer.Start("", null, typeof(EndlessProvider));
        var provider = server.Provider<EndlessProvider>();
        using var client = await RawConnection.Post(server.Url, "/endless", Wish(ahead));
        await client.Head();

        long received = 0;
        while (received < 64L * EndlessProvider.FrameBytes)
        {
            foreach (var character in (await client.Chunk())!)
            {
                if (character != EndlessProvider.Content((int)(received++ / EndlessProvider.FrameBytes)))
                {
                    Assert.Fail($"Byte {received} is '{character}'.");
                }
            }

            await server.Http.GetStringAsync("/health");
            Assert.InRange(provider.Made, 1, (received / EndlessProvider.FrameBytes) + FramesInFlight);
        }
    }

    // What has been made is either with the client, or still a frame, or copied into the buffers on the way.
    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task An_endless_stream_to_a_slow_client_stays_bounded_in_memory(bool isPlugin, bool ahead)
    {
        const int Read = 200;
        var endless = ProviderDiscovery.Register(typeof(EndlessProvider)) with { IsExternal = isPlugin };
        await using var server = await TestServer.Start(options => options with { Providers = [endless] });
        var provider = (EndlessProvider)endless.Instance;
        using var client = await RawConnection.Post(server.Url, "/endless", Wish(ahead));
        await client.Head();
        for (long received = 0; received < (long)Read * EndlessProvider.FrameBytes;)
        {
            received += (await client.Chunk())!.Length;
        }

        GC.Collect();

        Assert.InRange(provider.Made - Read, 0, FramesInFlight);
        Assert.InRange(provider.InMemory, 0, FramesInFlight);
    }

    private static string Wish(bool ahead) => ahead ? """{"ahead":true}""" : "{}";
}
