using MockLlm.Bench.Servers;

namespace MockLlm.Bench.Soaking;

/// <summary>
/// The control calls of the soak test, one after another: faults put and deleted, settings changed, streams broken, everything read, the file
/// edited, and now and then a reset.
/// </summary>
/// <param name="server">The server.</param>
/// <param name="client">Sends the calls.</param>
/// <param name="epochs">Is told what a call disturbs.</param>
internal sealed class SoakControl(MockLlmServer server, SoakClient client, SoakEpochs epochs)
{
    private const int CallsPerReset = 60;
    private const int CallsPerEdit = 15;
    private const int EditsPerMistake = 3;
    private static readonly TimeSpan EditPatience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(400);

    private static readonly string[] LiveFaults =
    [
        """{"kind":"status","status":503,"probability":0.5,"when":{"header":{"x-soak":"live"}}}""",
        """{"kind":"reset","every":2,"when":{"header":{"x-soak":"live"}}}""",
        """{"kind":"stall","for":"20ms","at":0.3,"when":{"header":{"x-soak":"live"}}}""",
        """{"kind":"invalid_utf8","times":3,"when":{"header":{"x-soak":"live"}}}""",
        """{"kind":"html","from":"1s","until":"3s","when":{"header":{"x-soak":"live"}}}""",
    ];

    private static readonly string[] StreamFaults =
    [
        """{"kind":"error_event","share":0.5}""", """{"kind":"stall","for":"20ms"}""", """{"kind":"reset","share":0.3}""", """{"kind":"duplicate","provider":"openai"}""",
        """{"kind":"truncate","share":0.2}""",
    ];

    private static readonly string[] Patches =
    [
        """{"latency":{"prefill_per_token":"1us"}}""", """{"latency":{"prefill_per_token":null}}""", """{"settings":{"chunk":"word"}}""", """{"settings":{"chunk":null}}""",
        """{"providers":{"anthropic":{"latency":{"time_to_first_token":"1ms"}}}}""", """{"providers":{"anthropic":null}}""", """{"limits":{"tokens_per_minute":90000000}}""", "{}",
    ];

    private int _calls;
    private int _edits;

    /// <summary>Runs one call after another until it is stopped. Returns what is wrong, or null.</summary>
    public async Task<string?> Run(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            if (await Next(_calls++) is { } complaint)
            {
                return complaint;
            }

            await Task.Delay(Pause, CancellationToken.None);
        }

        return null;
    }

    /// <summary>Edits the file, and waits until the edit is served.</summary>
    public async Task<string?> Edit()
    {
        var edition = $"edition-{_edits++}";
        epochs.Add(edition);
        if (_edits % EditsPerMistake == 0)
        {
            await File.WriteAllTextAsync(server.ResponsesFile, SoakRequests.File(edition) + "setings: {}\n");
            if (await Sees("/ready", "setings") is { } unseen)
            {
                return unseen;
            }
        }

        await File.WriteAllTextAsync(server.ResponsesFile, SoakRequests.File(edition));
        return await Sees(SoakRequests.Chat, edition);
    }

    private Task<string?> Next(int call) => (call % CallsPerReset, call % CallsPerEdit) switch
    {
        (CallsPerReset - 1, _) => Reset(),
        (_, CallsPerEdit - 2) => Edit(),
        _ => (call % 12) switch
        {
            0 => Call(HttpMethod.Put, $"/_mockllm/faults/live{call % 3}", LiveFaults[call % LiveFaults.Length], 200, 201),
            1 => Call(HttpMethod.Get, "/_mockllm/faults", null, 200),
            2 => Call(HttpMethod.Patch, "/_mockllm/settings", Patches[call / 12 % Patches.Length], 200),
            3 => Call(HttpMethod.Get, "/_mockllm/config?provider=openai&model=gpt-4o", null, 200),
            4 => Call(HttpMethod.Post, "/_mockllm/explain", """{"provider":"openai","request":{"model":"gpt-4o","messages":[{"role":"user","content":"echo x"}]}}""", 200),
            5 => Call(HttpMethod.Get, "/_mockllm/stats", null, 200),
            6 => Call(HttpMethod.Get, "/metrics", null, 200),
            7 => Call(HttpMethod.Delete, $"/_mockllm/faults/live{call % 3}", null, 204, 404),
            8 => epochs.StreamFault(() => Call(HttpMethod.Post, "/_mockllm/streams/fault", StreamFaults[call / 12 % StreamFaults.Length], 200)),
            9 => Call(HttpMethod.Get, "/providers", null, 200),
            10 => Call(HttpMethod.Patch, "/_mockllm/settings", """{"latency":{"slots":"many"}}""", 400),
            _ => Call(HttpMethod.Get, "/ready", null, 200),
        },
    };

    private Task<string?> Reset() => epochs.Reset(() => Call(HttpMethod.Post, "/_mockllm/reset", null, 204));

    private async Task<string?> Call(HttpMethod method, string path, string? body, params int[] statuses)
    {
        var answer = await client.Send(method, path, body, []);
        return statuses.Contains(answer.Status) && answer.End == AnswerEnd.Whole ? null : $"{method} {path} {body}: {answer}";
    }

    // Asks until an answer has the text.
    private async Task<string?> Sees(string path, string text)
    {
        var until = DateTime.UtcNow + EditPatience;
        while (DateTime.UtcNow < until)
        {
            var answer = path == SoakRequests.Chat
                ? await client.Send(HttpMethod.Post, path, SoakRequests.Body(path, "edition", stream: false), ["authorization: Bearer sk-editor"])
                : await client.Send(HttpMethod.Get, path, null, []);
            if (answer.Body.Contains(text, StringComparison.Ordinal))
            {
                return null;
            }

            await Task.Delay(Pause / 4);
        }

        return $"{path} shows no '{text}' {EditPatience.TotalSeconds} s after an edit of the file";
    }
}
