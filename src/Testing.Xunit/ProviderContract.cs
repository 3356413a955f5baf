using MockLlm.Engine;
using Xunit;

namespace MockLlm.Testing.Xunit;

/// <summary>
/// The tests that every provider must pass. Inherit this class in a public class of an xunit project, and override the members that say how
/// your provider is called and how its answers are read. The tests run against a real server.
/// </summary>
/// <typeparam name="TProvider">The provider.</typeparam>
public abstract class ProviderContract<TProvider> : ProviderRefusals<TProvider>
    where TProvider : LlmProvider, new()
{
    private const int AtOnce = 50;

    /// <summary>The plain answer contains the configured text.</summary>
    [Fact]
    public async Task The_plain_answer_holds_the_configured_text()
    {
        await using var server = await Start().ConfigureAwait(true);

        Assert.Contains(Answer, await Plain(server).ConfigureAwait(true), StringComparison.Ordinal);
    }

    /// <summary>The streamed text equals the plain text.</summary>
    [Fact]
    public async Task The_stream_says_what_the_plain_answer_says()
    {
        if (StreamAsked() is not { } body)
        {
            return;
        }

        await using var server = await Start().ConfigureAwait(true);
        using var response = await Post(server, body).ConfigureAwait(true);
        var stream = await Succeed(response).ConfigureAwait(true);

        Assert.Equal(await Plain(server).ConfigureAwait(true), TextOfStream(stream));
    }

    /// <summary>A stream ends when its client leaves.</summary>
    [Fact]
    public async Task A_client_that_leaves_ends_the_stream()
    {
        if (StreamAsked() is not { } body)
        {
            return;
        }

        await using var server = await Start(o => o.Lag(1).ManualClock()).ConfigureAwait(true);
        using (var response = await server.AdvanceUntilAsync(Post(server, body)).WaitAsync(Patience).ConfigureAwait(true))
        {
            Assert.True(response.IsSuccessStatusCode, $"The streamed body is answered by {(int)response.StatusCode}.");
        }

        var request = Assert.Single(server.Requests);
        await request.Completed.WaitAsync(Patience).ConfigureAwait(true);
    }

    /// <summary>No endpoint of the provider answers a valid body with a 5xx.</summary>
    [Fact]
    public async Task Every_endpoint_answers()
    {
        await using var server = await Start().ConfigureAwait(true);
        foreach (var (method, path) in await Endpoints.Of(server).ConfigureAwait(true))
        {
            using var response = await Send(server, new HttpMethod(method), Endpoints.Fill(path), BodyFor(method, path)).ConfigureAwait(true);
            Assert.True((int)response.StatusCode < 500, $"{method} {path} is answered by {(int)response.StatusCode}.");
        }
    }

    /// <summary>Requests that come at the same time all get the same answer.</summary>
    [Fact]
    public async Task Fifty_requests_at_once_are_all_answered()
    {
        await using var server = await Start().ConfigureAwait(true);

        var answers = await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => Plain(server))).WaitAsync(Patience).ConfigureAwait(true);

        Assert.All(answers, answer => Assert.Contains(Answer, answer, StringComparison.Ordinal));
    }
}
