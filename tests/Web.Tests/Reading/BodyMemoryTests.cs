using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Time.Testing;
using MockLlm.Web.Reading;

namespace MockLlm.Web.Tests.Reading;

public sealed class BodyMemoryTests
{
    private const int Capacity = 1_000_000;

    private readonly FakeTimeProvider _time = new();
    private readonly BodyMemory _memory;

    public BodyMemoryTests() => _memory = new(() => Capacity, _time);

    [Fact]
    public async Task What_fits_does_not_wait_and_is_given_back()
    {
        Assert.True(await _memory.Take(Capacity, isArriving: false, default));
        Assert.Equal(Capacity, _memory.Used);
        _memory.Give(Capacity);
        Assert.Equal(0, _memory.Used);
    }

    [Fact]
    public async Task Bodies_that_still_arrive_get_at_most_half()
    {
        Assert.False(await _memory.Take((Capacity / 2) + 1, isArriving: true, default));
        Assert.True(await _memory.Take(Capacity / 2, isArriving: true, default));
        var second = _memory.Take(1, isArriving: true, default).AsTask();
        Assert.False(second.IsCompleted);
        Assert.True(await _memory.Take(Capacity / 2, isArriving: false, default));
        _memory.Give(Capacity);
        Assert.True(await second);
    }

    [Fact]
    public async Task What_does_not_fit_waits_in_order_and_then_is_refused()
    {
        await _memory.Take(Capacity, isArriving: false, default);
        var first = _memory.Take(600_000, isArriving: false, default).AsTask();
        var second = _memory.Take(100_000, isArriving: false, default).AsTask();
        _memory.Give(200_000);
        Assert.False(first.IsCompleted || second.IsCompleted);
        _memory.Give(400_000);
        Assert.True(await first);
        Assert.False(second.IsCompleted);
        _time.Advance(BodyMemory.Patience);
        Assert.False(await second);
        Assert.Equal(Capacity, _memory.Used);
    }

    [Fact]
    public async Task What_can_never_fit_does_not_wait() => Assert.False(await _memory.Take(Capacity + 1, isArriving: false, default));

    [Fact]
    public async Task A_body_that_has_arrived_goes_before_bodies_that_arrive()
    {
        await _memory.Take(Capacity, isArriving: false, default);
        var arriving = _memory.Take(1000, isArriving: true, default).AsTask();
        var arrived = _memory.Take(900_000, isArriving: false, default).AsTask();

        _memory.Give(800_000);
        Assert.False(arriving.IsCompleted);
        _memory.Give(100_000);
        Assert.True(await arrived);
        Assert.False(arriving.IsCompleted);
    }

    [Fact]
    public async Task A_client_that_leaves_gives_up_its_place()
    {
        await _memory.Take(Capacity, isArriving: false, default);
        using var left = new CancellationTokenSource();
        var first = _memory.Take(900_000, isArriving: false, left.Token).AsTask();
        var second = _memory.Take(100_000, isArriving: false, default).AsTask();
        _memory.Give(100_000);

        await left.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.True(await second);
        Assert.Equal(Capacity, _memory.Used);
    }

    [Fact]
    public async Task A_sender_that_stops_holds_only_what_it_sent_and_is_refused_after_five_seconds()
    {
        var (request, body) = Request(declared: 150_000);
        var reading = BodyBuffer.Read(request, limit: 200_000, _memory).AsTask();
        await body.Writer.WriteAsync(new byte[70_000]);
        Assert.Equal(150_000, _memory.Used);

        await Second();
        Assert.Equal(150_000, _memory.Used);
        await Second();
        Assert.Equal(70_000, _memory.Used);
        for (var i = 0; i < 4; i++)
        {
            Assert.False(reading.IsCompleted);
            await Second();
        }

        Assert.Equal(BodyEnd.TooSlow, (await reading).End);
        Assert.Equal(0, _memory.Used);
    }

    [Fact]
    public async Task A_body_without_a_declared_length_holds_about_what_it_sent()
    {
        var (request, body) = Request(declared: null);
        var reading = BodyBuffer.Read(request, limit: 400_000, _memory).AsTask();
        for (var i = 0; i < 10; i++)
        {
            await body.Writer.WriteAsync(new byte[12_000]);
            Assert.InRange(_memory.Used, 0, Math.Max(BodyMemory.LargestSmall, 2 * (i + 1) * 12_000));
        }

        await body.Writer.CompleteAsync();
        var read = await reading;

        Assert.Equal(BodyEnd.Whole, read.End);
        Assert.Equal(120_000, read.Body.Bytes.Length);
        read.Body.Dispose();
        Assert.InRange(_memory.Used, 1, Capacity - 1);
        read.Body.Large!.Dispose();
        Assert.Equal(0, _memory.Used);
    }

    [Fact]
    public async Task A_small_body_takes_nothing()
    {
        await _memory.Take(Capacity, isArriving: false, default);
        var (request, body) = Request(declared: BodyMemory.LargestSmall);
        await body.Writer.WriteAsync(new byte[BodyMemory.LargestSmall]);
        await body.Writer.CompleteAsync();

        var read = await BodyBuffer.Read(request, limit: Capacity, _memory);

        Assert.Equal(BodyMemory.LargestSmall, read.Body.Bytes.Length);
        Assert.Null(read.Body.Large);
    }

    private async Task Second()
    {
        _time.Advance(TimeSpan.FromSeconds(1));
        await Task.Delay(20);
    }

    private static (HttpRequest Request, Pipe Body) Request(long? declared)
    {
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 0));
        var http = new DefaultHttpContext();
        http.Features.Set<IRequestBodyPipeFeature>(new Body(pipe.Reader));
        http.Request.ContentLength = declared;
        return (http.Request, pipe);
    }

    private sealed class Body(PipeReader reader) : IRequestBodyPipeFeature
    {
        public PipeReader Reader => reader;
    }
}
