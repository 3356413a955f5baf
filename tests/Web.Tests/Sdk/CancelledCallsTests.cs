using System.ClientModel;
using MockLlm.Engine.Tests.Pacing;
using MockLlm.Web.Tests.Metrics;
using OpenAI.Chat;

namespace MockLlm.Web.Tests.Sdk;

// The server's clock moves from character to character and then stands still: only the cancelled call can end the stream.
public sealed class CancelledCallsTests
{
    [Fact]
    public async Task OpenAI_s_client_cancels_in_mid_stream_and_the_server_counts_it()
    {
        var time = new ObservedTime();
        await using var server = await TestServer.Start(Sky.YamlWithLag, time);
        var client = new ChatClient("gpt-4o", new ApiKeyCredential(Sky.ValidKey), OpenAiSdkTests.Options(server));
        using var leave = new CancellationTokenSource();
        var updates = client.CompleteChatStreamingAsync([Sky.Prompt], cancellationToken: leave.Token);

        var text = await ReadThree(
            time, leave, updates, update => string.Concat(update.ContentUpdate.Select(part => part.Text)));

        Assert.Equal(Sky.Text[..3], text);
        await server.Reaches("mockllm_streams_cancelled_total", 1);
        await server.Reaches("mockllm_slots", 0, "\"openai\"");
    }

    [Fact]
    public async Task Anthropic_s_client_cancels_in_mid_stream_and_the_server_counts_it()
    {
        var time = new ObservedTime();
        await using var server = await TestServer.Start(Sky.YamlWithLag, time);
        using var client = AnthropicSdkTests.Client(server, Sky.ValidKey);
        using var leave = new CancellationTokenSource();
        var events = client.Messages.CreateStreaming(AnthropicSdkTests.Ask(Sky.Prompt), leave.Token);

        var text = await ReadThree(time, leave, events, AnthropicSdkTests.Delta);

        Assert.Equal(Sky.Text[..3], text);
        await server.Reaches("mockllm_streams_cancelled_total", 1);
        await server.Reaches("mockllm_slots", 0, "\"anthropic\"");
    }

    private static async Task<string> ReadThree<T>(
        ObservedTime time, CancellationTokenSource leave, IAsyncEnumerable<T> events, Func<T, string> delta)
    {
        var text = "";
        var clock = AdvanceThrice(time);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var next in events)
            {
                text += delta(next);
                if (text.Length == 3)
                {
                    await leave.CancelAsync();
                }
            }
        });
        await clock;
        return text;
    }

    private static async Task AdvanceThrice(ObservedTime time)
    {
        for (var character = 0; character < 3; character++)
        {
            time.Advance(await time.NextWait());
        }
    }
}
