using System.Diagnostics;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;

namespace MockLlm.Bench.Bare;

/// <summary>
/// The streamed answer. Each token is an event with a deadline, which counts from the request's arrival. Events that are due together are
/// sent in one write.
/// </summary>
/// <param name="gap">The time between two tokens. Zero means that all are due at once.</param>
/// <param name="tokens">The number of tokens of a paced answer.</param>
/// <param name="flushEach">Whether each event is flushed by itself, even if the next one is due, too.</param>
internal sealed class BareStream(TimeSpan gap, int tokens, bool flushEach)
{
    private const int LongestWrite = 16 * 1024;
    private static readonly byte[][] Answer = [.. Conversation.AnswerTokens.Select(token => Bytes($"\"{JsonEncodedText.Encode(token)}\""))];
    private static readonly byte[] Paced = Bytes($"\"{Conversation.PacedToken}\"");
    private static readonly byte[] Done = Bytes("data: [DONE]\n\n");

    public static BareStream Of(Arguments arguments) => new(
        arguments.Duration("gap", TimeSpan.Zero), arguments.Number("tokens", 500), arguments.Has("flush-each"));

    public Task Write(ChatRequest request, HttpContext context)
    {
        context.Response.ContentType = "text/event-stream; charset=utf-8";
        context.Response.Headers.CacheControl = "no-cache";
        return gap > TimeSpan.Zero ? WritePaced(request, context) : WriteAtOnce(request.Model, context);
    }

    private async Task WriteAtOnce(string model, HttpContext context)
    {
        var (body, left) = (context.Response.BodyWriter, context.RequestAborted);
        var events = new BareEvents(model);
        Write(body, events.Role);
        foreach (var token in Answer)
        {
            if (flushEach)
            {
                await body.FlushAsync(left);
            }

            Write(body, events.Before, token, events.After);
        }

        if (flushEach)
        {
            await body.FlushAsync(left);
        }

        Write(body, events.Finish, Done);
        await body.FlushAsync(left);
    }

    private async Task WritePaced(ChatRequest request, HttpContext context)
    {
        var arrival = Stopwatch.GetTimestamp();
        var (body, left) = (context.Response.BodyWriter, context.RequestAborted);
        var count = request.Messages[^1].Content == Conversation.WarmUpPrompt ? Conversation.WarmUpTokens : tokens;
        var events = new BareEvents(request.Model);
        using var wait = new BareWait(arrival);
        await wait.Until(gap);
        Write(body, events.Role);
        for (var token = 1; token <= count; token++)
        {
            if (!wait.IsOver(token * gap) || body.UnflushedBytes > LongestWrite)
            {
                await body.FlushAsync(left);
                await wait.Until(token * gap);
            }

            Write(body, events.Before, Paced, events.After);
        }

        Write(body, events.Finish, Done);
        await body.FlushAsync(left);
    }

    private static void Write(PipeWriter body, byte[] one, byte[]? two = null, byte[]? three = null)
    {
        var length = one.Length + (two?.Length ?? 0) + (three?.Length ?? 0);
        var span = body.GetSpan(length);
        one.CopyTo(span);
        two?.CopyTo(span[one.Length..]);
        three?.CopyTo(span[(one.Length + two!.Length)..]);
        body.Advance(length);
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
