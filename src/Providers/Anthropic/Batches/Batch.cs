using System.Globalization;
using System.Text.Json;
using MockLlm.Engine.Work;

namespace MockLlm.Providers.Anthropic.Batches;

/// <summary>A message batch (Claude API reference, "Message Batches"). The results are known at once, and shown when the batch has ended.</summary>
/// <param name="Id"><c>msgbatch_01</c> and 22 base58 characters.</param>
/// <param name="Owner">The hash of the API key that the batch belongs to. It takes the same memory for short and long keys.</param>
/// <param name="Created">When the batch was created.</param>
/// <param name="Results">The result of each request, in their order.</param>
internal sealed record Batch(string Id, UInt128 Owner, DateTimeOffset Created, IReadOnlyList<BatchResult> Results)
{
    /// <summary>How long a batch is processed.</summary>
    public static readonly TimeSpan Processing = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Life = TimeSpan.FromHours(24);

    private const int BytesPerStep = 64;

    // About the bytes of the batch's own objects and of its place in the store.
    private const int Overhead = 400;

    /// <summary>About the bytes that the batch takes.</summary>
    public long Size { get; } = Overhead + Results.Sum(static result => result.Size);

    /// <summary>When the batch was cancelled, or null if it was not.</summary>
    public DateTimeOffset? Cancelled { get; init; }

    /// <summary>When processing ends, also for a cancelled batch.</summary>
    public DateTimeOffset Ends => Created + Processing;

    public bool HasEnded(DateTimeOffset now) => now >= Ends;

    /// <summary>Returns one line of JSON for each request.</summary>
    /// <param name="work">The work of the request.</param>
    /// <exception cref="WorkEndedException">The work of the request ended, or there is no memory for the lines.</exception>
    /// <exception cref="OperationCanceledException">The client has left.</exception>
    public ReadOnlyMemory<byte> Lines(WorkBudget work)
    {
        List<byte[]> lines = [.. Results.Select(result => Cancelled is null ? result.Line : result.Cancelled())];
        var size = lines.Sum(static line => line.Length);
        work.Take(size);
        work.Count(size / BytesPerStep);
        var all = new byte[size];
        var end = 0;
        foreach (var line in lines)
        {
            line.CopyTo(all, end);
            end += line.Length;
        }

        return all;
    }

    /// <param name="json">The writer.</param>
    /// <param name="now">The current time.</param>
    /// <param name="resultsUrl">The address of the results. It is shown when the batch has ended.</param>
    public void Write(Utf8JsonWriter json, DateTimeOffset now, string resultsUrl)
    {
        var ended = HasEnded(now);
        json.WriteStartObject();
        json.WriteString("id"u8, Id);
        json.WriteString("type"u8, "message_batch"u8);
        json.WriteString("processing_status"u8, ended ? "ended" : Cancelled is null ? "in_progress" : "canceling");
        WriteCounts(json, ended);
        json.WriteString("ended_at"u8, ended ? Time(Ends) : null);
        json.WriteString("created_at"u8, Time(Created));
        json.WriteString("expires_at"u8, Time(Created + Life));
        json.WriteNull("archived_at"u8);
        json.WriteString("cancel_initiated_at"u8, Cancelled is { } cancelled ? Time(cancelled) : null);
        json.WriteString("results_url"u8, ended ? resultsUrl : null);
        json.WriteEndObject();
    }

    // Every request counts as being processed until the batch has ended.
    private void WriteCounts(Utf8JsonWriter json, bool ended)
    {
        var errored = Results.Count(result => !result.Succeeded);
        var isDone = ended && Cancelled is null;
        json.WriteStartObject("request_counts"u8);
        json.WriteNumber("processing"u8, ended ? 0 : Results.Count);
        json.WriteNumber("succeeded"u8, isDone ? Results.Count - errored : 0);
        json.WriteNumber("errored"u8, isDone ? errored : 0);
        json.WriteNumber("canceled"u8, ended && !isDone ? Results.Count : 0);
        json.WriteNumber("expired"u8, 0);
        json.WriteEndObject();
    }

    private static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'+00:00'", CultureInfo.InvariantCulture);
}
