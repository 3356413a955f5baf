namespace MockLlm.Bench.Soaking;

/// <summary>One kind of traffic.</summary>
/// <param name="Name">The name in complaints.</param>
/// <param name="Weight">How often it comes, compared with the others.</param>
/// <param name="Run">Runs one exchange. Returns what is wrong, or null.</param>
internal sealed record SoakExchange(string Name, int Weight, Func<SoakClient, SoakTurn, Task<string?>> Run);

/// <summary>One exchange.</summary>
/// <param name="Number">Its number. The contents of its requests are made from it.</param>
/// <param name="Path">A path that makes text.</param>
/// <param name="Stream">Whether to stream.</param>
/// <param name="Choice">A random number that chooses between variants.</param>
internal sealed record SoakTurn(long Number, string Path, bool Stream, int Choice)
{
    private const int Keys = 400;

    /// <summary>Headers with one of many keys, so that no key reaches its limit.</summary>
    public string[] Headers(params string[] more) => [$"authorization: Bearer sk-{Number % Keys}", $"x-api-key: sk-{Number % Keys}", "anthropic-version: 2023-06-01", .. more];
}

/// <summary>The mixed traffic of the soak test.</summary>
/// <param name="epochs">Tells what control calls disturb.</param>
internal sealed class SoakTraffic(SoakEpochs epochs)
{
    private static readonly HttpMethod[] Methods = [HttpMethod.Get, HttpMethod.Delete, HttpMethod.Get];

    /// <summary>The number of requests over the limit that were refused.</summary>
    public long Limited => _limited;

    private long _limited;

    public IReadOnlyList<SoakExchange> Exchanges =>
    [
        new("echo", 30, Echo),
        new("paced", 8, Paced),
        new("tools", 5, Tools),
        new("schema", 5, Schema),
        new("stored", 5, Stored),
        new("story", 4, Story),
        new("other routes", 8, Others),
        new("refused", 4, Refused),
        new("asked fault", 14, Asked),
        new("fault by chance", 8, Chance),
        new("live fault", 4, Live),
        new("limited", 8, LimitedKey),
        new("busy model", 5, Busy),
        new("client leaves", 6, Leaves),
        new("client reads slowly", 1, Slow),
        new("edited file", 4, Edited),
    ];

    private static async Task<string?> Echo(SoakClient client, SoakTurn turn)
    {
        var prompt = $"echo {turn.Number} {new string('x', turn.Choice % 300)}";
        var answer = await client.Send(HttpMethod.Post, turn.Path, SoakRequests.Body(turn.Path, prompt, turn.Stream), turn.Headers());
        return Good(answer, turn) ?? (answer.Said() == prompt ? null : $"said '{answer.Said()}' for '{prompt}'");
    }

    // A fault that a control call puts on open streams explains everything about a stream that was open then.
    private async Task<string?> Paced(SoakClient client, SoakTurn turn)
    {
        var before = epochs.StreamFaults;
        var answer = await client.Send(HttpMethod.Post, turn.Path, SoakRequests.Body(turn.Path, $"paced {turn.Number}", turn.Stream), turn.Headers());
        return before.IsQuiet && epochs.StreamFaults == before ? Good(answer, turn) : null;
    }

    private static async Task<string?> Tools(SoakClient client, SoakTurn turn)
    {
        var body = SoakRequests.Body(turn.Path, $"weather {turn.Number}", turn.Stream, more: SoakRequests.Tool(turn.Path));
        var answer = await client.Send(HttpMethod.Post, turn.Path, body, turn.Headers());
        return Good(answer, turn) ?? (answer.Body.Contains("get_weather", StringComparison.Ordinal) ? null : $"no call: {answer}");
    }

    private static async Task<string?> Schema(SoakClient client, SoakTurn turn)
    {
        var more = ",\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"n\",\"schema\":{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\",\"pattern\":\"^[a-z]{3}$\"},\"b\":{\"type\":\"array\",\"items\":{\"type\":\"integer\"},\"minItems\":2}},\"required\":[\"a\",\"b\"]}}}";
        var answer = await client.Send(HttpMethod.Post, SoakRequests.Chat, SoakRequests.Body(SoakRequests.Chat, $"json {turn.Number}", turn.Stream, more: more), turn.Headers());
        return Good(answer, turn with { Path = SoakRequests.Chat }) ?? (answer.Said().StartsWith("{\"a\":\"", StringComparison.Ordinal) ? null : $"not the schema's JSON: {answer.Said()}");
    }

    // A response that is kept can be continued, asked for and deleted. A reset forgets it.
    private async Task<string?> Stored(SoakClient client, SoakTurn turn)
    {
        var resets = epochs.Resets;
        var first = await client.Send(HttpMethod.Post, SoakRequests.Responses, SoakRequests.Body(SoakRequests.Responses, $"echo first {turn.Number}", stream: false), turn.Headers());
        if (Good(first, turn with { Path = SoakRequests.Responses, Stream = false }) is { } complaint)
        {
            return complaint;
        }

        var id = first.Field("id");
        var next = await client.Send(
            HttpMethod.Post, SoakRequests.Responses, SoakRequests.Body(SoakRequests.Responses, $"echo next {turn.Number}", stream: false, more: $",\"previous_response_id\":\"{id}\""), turn.Headers());
        var statuses = new List<int> { next.Status };
        foreach (var method in Methods)
        {
            statuses.Add((await client.Send(method, $"{SoakRequests.Responses}/{id}", null, turn.Headers())).Status);
        }

        return resets.IsQuiet && epochs.Resets == resets && !statuses.SequenceEqual([200, 200, 200, 404])
            ? $"continue, get, delete and get of a stored response: {string.Join(", ", statuses)}" : null;
    }

    // A session gets the replies of a sequence in their order, unless a reset moves it back.
    private async Task<string?> Story(SoakClient client, SoakTurn turn)
    {
        var resets = epochs.Resets;
        var said = new List<string>();
        for (var step = 0; step < 4; step++)
        {
            var answer = await client.Send(
                HttpMethod.Post, turn.Path, SoakRequests.Body(turn.Path, $"story {turn.Number}", turn.Stream), turn.Headers($"x-mockllm-session: s{turn.Number}"));
            if (Good(answer, turn) is { } complaint)
            {
                return complaint;
            }

            said.Add(answer.Said());
        }

        return resets.IsQuiet && epochs.Resets == resets && !said.SequenceEqual(["one", "two", "three", "three"]) ? $"a session heard {string.Join(", ", said)}" : null;
    }

    private static async Task<string?> Others(SoakClient client, SoakTurn turn)
    {
        var (method, path, body) = (turn.Choice % 10) switch
        {
            0 => (HttpMethod.Post, "/v1/embeddings", $$$"""{"model":"text-embedding-3-small","input":["a {{{turn.Number}}}","b"],"dimensions":64}"""),
            1 => (HttpMethod.Post, "/v1/moderations", $$$"""{"input":"kill {{{turn.Number}}}"}"""),
            2 => (HttpMethod.Post, "/v1/completions", $$$"""{"model":"gpt-3.5-turbo-instruct","prompt":"echo {{{turn.Number}}}"}"""),
            3 => (HttpMethod.Post, "/v1/audio/speech", $$$"""{"model":"tts-1","input":"hello {{{turn.Number}}}","voice":"alloy","response_format":"wav"}"""),
            4 => (HttpMethod.Post, "/v1/images/generations", $$$"""{"model":"gpt-image-1","prompt":"a cat {{{turn.Number}}}","size":"1024x1024"}"""),
            5 => (HttpMethod.Post, "/v1/messages/count_tokens", $$$"""{"model":"claude-sonnet-4-5","messages":[{"role":"user","content":"a {{{turn.Number}}}"}]}"""),
            6 => (HttpMethod.Post, "/v1/messages/batches", $$$"""{"requests":[{"custom_id":"a{{{turn.Number}}}","params":{"model":"claude-sonnet-4-5","max_tokens":9,"messages":[{"role":"user","content":"hi"}]}}]}"""),
            7 => (HttpMethod.Get, "/v1/messages/batches?limit=5", null),
            8 => (HttpMethod.Get, "/v1/models", null),
            _ => (HttpMethod.Post, "/v1/responses/input_tokens", $$$"""{"model":"gpt-4o","input":"a {{{turn.Number}}}"}"""),
        };
        var answer = await client.Send(method, path, body, turn.Headers());
        return answer is { Status: 200, End: AnswerEnd.Whole, Fault: null } ? null : $"{method} {path}: {answer}";
    }

    private static async Task<string?> Refused(SoakClient client, SoakTurn turn)
    {
        var (path, body, status) = (turn.Choice % 5) switch
        {
            0 => (turn.Path, "{", 400),
            1 => (turn.Path, "{\"model\":7}", 400),
            2 => (SoakRequests.Chat, SoakRequests.Body(SoakRequests.Chat, "hi", stream: false, more: ",\"temperature\":9"), 400),
            3 => ("/v1/nothing", "{}", 404),
            _ => (turn.Path + "?mockllm_latency=inter_token%3D20", SoakRequests.Body(turn.Path, "hi", turn.Stream), 400),
        };
        var answer = await client.Send(HttpMethod.Post, path, body, turn.Headers());
        return answer.Status == status && answer.End == AnswerEnd.Whole ? null : $"{path}, expected {status}: {answer}";
    }

    // A stream that drips or stalls is open long enough for a fault on open streams to end it.
    private async Task<string?> Asked(SoakClient client, SoakTurn turn)
    {
        var before = epochs.StreamFaults;
        var sign = FaultSign.All[turn.Choice % FaultSign.All.Count];
        var body = SoakRequests.Body(turn.Path, $"weather {turn.Number}", turn.Stream, more: SoakRequests.Tool(turn.Path));
        var answer = await client.Send(HttpMethod.Post, turn.Path, body, turn.Headers($"x-mockllm-fault: {sign.Text}"));
        return !turn.Stream || (before.IsQuiet && epochs.StreamFaults == before) ? sign.Complaint(answer) : null;
    }

    // A fault is named by the answer, or the answer is as without a fault.
    private static async Task<string?> Chance(SoakClient client, SoakTurn turn)
    {
        var answer = await client.Send(HttpMethod.Post, turn.Path, SoakRequests.Body(turn.Path, $"echo {turn.Number}", turn.Stream), turn.Headers("x-soak: chance"));
        return answer.Fault is null ? Good(answer, turn) : null;
    }

    // The live faults include one that sends nothing.
    private static async Task<string?> Live(SoakClient client, SoakTurn turn)
    {
        var answer = await client.Send(HttpMethod.Post, turn.Path, SoakRequests.Body(turn.Path, $"echo {turn.Number}", turn.Stream), turn.Headers("x-soak: live"));
        return answer.Fault is not null || answer.End == AnswerEnd.Nothing ? null : Good(answer, turn);
    }

    private async Task<string?> LimitedKey(SoakClient client, SoakTurn turn)
    {
        var answer = await client.Send(
            HttpMethod.Post, turn.Path, SoakRequests.Body(turn.Path, $"echo {turn.Number}", turn.Stream), ["authorization: Bearer sk-limited", "x-api-key: sk-limited", "anthropic-version: 2023-06-01"]);
        if (answer.Status != 429)
        {
            return Good(answer, turn);
        }

        Interlocked.Increment(ref _limited);
        return answer is { RetryAfter: not null, End: AnswerEnd.Whole } ? null : $"a refusal without retry-after: {answer}";
    }

    private static async Task<string?> Busy(SoakClient client, SoakTurn turn)
    {
        var body = SoakRequests.Body(SoakRequests.Chat, $"echo {turn.Number} a b c d e f g", turn.Stream, model: "soak-busy");
        var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => client.Send(HttpMethod.Post, SoakRequests.Chat, body, turn.Headers())));
        return Array.Find(answers, answer => answer.Status is not (200 or 503) || answer.End == AnswerEnd.Nothing) is { } bad ? $"{bad}" : null;
    }

    // A fault on open streams may end the answer before the client leaves.
    private async Task<string?> Leaves(SoakClient client, SoakTurn turn)
    {
        var before = epochs.StreamFaults;
        var conduct = turn.Choice % 3 == 0 ? Conduct.LeavesEarly : Conduct.Leaves;
        var answer = await client.Send(HttpMethod.Post, turn.Path, SoakRequests.Body(turn.Path, $"long {turn.Number}", stream: true), turn.Headers(), conduct);
        return (answer.Status is 0 or 200 && answer.End is AnswerEnd.Left) || !before.IsQuiet || epochs.StreamFaults != before ? null : $"{answer}";
    }

    private async Task<string?> Slow(SoakClient client, SoakTurn turn)
    {
        var before = epochs.StreamFaults;
        var answer = await client.Send(HttpMethod.Post, turn.Path, SoakRequests.Body(turn.Path, $"long {turn.Number}", stream: true), turn.Headers(), Conduct.ReadsSlowly);
        return before.IsQuiet && epochs.StreamFaults == before ? Good(answer, turn with { Stream = true }) : null;
    }

    private async Task<string?> Edited(SoakClient client, SoakTurn turn)
    {
        var answer = await client.Send(HttpMethod.Post, turn.Path, SoakRequests.Body(turn.Path, "edition", turn.Stream), turn.Headers());
        return Good(answer, turn) ?? (epochs.IsEdition(answer.Said()) ? null : $"an unknown edition: {answer}");
    }

    private static string? Good(SoakAnswer answer, SoakTurn turn) =>
        answer is not { Status: 200, End: AnswerEnd.Whole, Fault: null } ? $"{turn.Path}{(turn.Stream ? " (stream)" : "")}: {answer}"
        : turn.Stream && !answer.Body.Contains(SoakRequests.EndMark(turn.Path), StringComparison.Ordinal) ? $"{turn.Path}: a stream without its end: {answer}"
        : null;
}
