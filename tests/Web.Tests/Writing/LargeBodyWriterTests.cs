using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Time.Testing;
using MockLlm.Web.Writing;

namespace MockLlm.Web.Tests.Writing;

public sealed class LargeBodyWriterTests
{
    private const int Pieces = 3;

    private readonly FakeTimeProvider _time = new();
    private readonly HeldWriter _client = new();
    private readonly DefaultHttpContext _http = new();

    public LargeBodyWriterTests()
    {
        _http.Features.Set<IHttpResponseBodyFeature>(new Body(_client));
        _http.Features.Set<IHttpRequestLifetimeFeature>(new Lifetime());
    }

    [Fact]
    public async Task The_next_piece_waits_until_the_client_has_read_the_one_before()
    {
        var writing = LargeBodyWriter.Write(_http, new byte[(LargeBodyWriter.PieceSize * Pieces) - 1], _time);
        for (var piece = 0; piece < Pieces; piece++)
        {
            await _client.Held();
            Assert.False(writing.IsCompleted);
            _time.Advance(LargeBodyWriter.Patience - TimeSpan.FromSeconds(1));
            _client.Take();
        }

        await writing.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.False(_http.RequestAborted.IsCancellationRequested);
    }

    [Fact]
    public async Task A_client_that_reads_too_slowly_is_cut_off()
    {
        var writing = LargeBodyWriter.Write(_http, new byte[LargeBodyWriter.PieceSize * Pieces], _time);
        await _client.Held();

        _time.Advance(LargeBodyWriter.Patience);

        await writing.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.True(_http.RequestAborted.IsCancellationRequested);
    }

    private sealed class Lifetime : IHttpRequestLifetimeFeature
    {
        public CancellationToken RequestAborted { get; set; }

        public void Abort() => RequestAborted = new(canceled: true);
    }

    private sealed class Body(PipeWriter writer) : IHttpResponseBodyFeature
    {
        public PipeWriter Writer => writer;

        public Stream Stream => throw new NotSupportedException();

        public Task CompleteAsync() => throw new NotSupportedException();

        public void DisableBuffering() => throw new NotSupportedException();

        public Task SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task StartAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();
    }
}
