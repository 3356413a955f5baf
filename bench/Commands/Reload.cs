using System.Diagnostics;
using System.Text;
using MockLlm.Bench.Measures;
using MockLlm.Bench.Servers;

namespace MockLlm.Bench.Commands;

/// <summary>
/// How soon an edit of the responses file takes effect, counted from the end of the write. Every second edit replaces the file, as many
/// editors do.
/// </summary>
internal static class Reload
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(2);

    public static async Task Run(Arguments arguments, CancellationToken stop)
    {
        var edits = arguments.Number("edits", 20);
        await using var mockllm = MockLlmServer.Start(arguments.Text("server"), Conversation.Responses("Edit 0."));
        await Readiness.Warm(mockllm.Process, stop);
        using var client = new HttpClient { BaseAddress = mockllm.Process.Address, Timeout = Limit };

        var times = new List<double>();
        for (var edit = 1; edit <= edits; edit++)
        {
            // The pauses differ, so that edits fall at different moments between two checks of the file.
            await Task.Delay(TimeSpan.FromMilliseconds(edit * 37 % 250), stop);
            Write(mockllm.ResponsesFile, Conversation.Responses($"Edit {edit}."), replace: edit % 2 == 0);
            times.Add(await UntilServed(mockllm.Process, client, $"Edit {edit}.", stop));
        }

        Console.WriteLine($"{edits} edits; ms until served");
        Console.WriteLine(Figures.Row("", "p50", "max"));
        Console.WriteLine(Figures.Row("reload", Figures.Text(Figures.Median(times), "F0"), Figures.Text(times.Max(), "F0")));
    }

    private static void Write(string file, string text, bool replace)
    {
        if (replace)
        {
            File.WriteAllText(file + ".new", text);
            File.Move(file + ".new", file, overwrite: true);
        }
        else
        {
            File.WriteAllText(file, text);
        }
    }

    private static async Task<double> UntilServed(ServerProcess server, HttpClient client, string text, CancellationToken stop)
    {
        var written = Stopwatch.GetTimestamp();
        while (!(await Ask(client, stop)).Contains(text, StringComparison.Ordinal))
        {
            server.ThrowIfEnded();
            if (Stopwatch.GetElapsedTime(written) > Limit)
            {
                throw new BenchException($"'{text}' was not served within {Limit.TotalSeconds} s of the edit.");
            }

            await Task.Delay(Pause, stop);
        }

        return Stopwatch.GetElapsedTime(written).TotalMilliseconds;
    }

    private static async Task<string> Ask(HttpClient client, CancellationToken stop)
    {
        using var body = new StringContent(Conversation.Request(), Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync(Conversation.Path, body, stop);
        return await answer.Content.ReadAsStringAsync(stop);
    }
}
