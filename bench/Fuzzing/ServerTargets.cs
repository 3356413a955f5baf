using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using CsCheck;
using MockLlm.Bench.Servers;
using MockLlm.Engine.JsonSchema;

namespace MockLlm.Bench.Fuzzing;

/// <summary>The readers of what a client sends. They run in a server process of their own.</summary>
internal sealed class ServerTargets : IAsyncDisposable
{
    private const string Json = "content-type: application/json\r\n";
    private const string Version = "anthropic-version: 2023-06-01\r\n";
    private const string Chat = "POST /v1/chat/completions";
    private const string Messages = "POST /v1/messages";

    private const string Responses = """
        seed: 7
        responses: {hi: Hello.}
        rules:
          - name: weather
            when: {prompt: {contains: weather}}
            reply: {text: Let me look., tool_calls: [{name: get_weather, arguments: {city: "{{ prompt }}", days: 3}}]}
          - name: hello
            when: {prompt: {starts_with: hello}}
            reply: {reasoning: Hm., text: "{{ prompt }} {{ system }} {{ tool_result }} {{ request.metadata }} {{#each request.messages}}{{ this }}{{ @index }}{{/each}}"}
          - name: story
            when: {prompt: {regex: "^(st(or)?y|tale)+$"}}
            replies: [{text: one}, {lorem: {tokens: 20}}, {json: {a: "{{ prompt }}"}}]
            then: loop
          - name: tool
            when: {tool_result: {contains: "12"}}
            reply: {text: "It is nice."}
        """;

    private static readonly string[] Patterns =
    [
        "^[a-z]+$", @"^\d{3}-\d{4}$", "^(red|green|blue)$", "^[A-Z]{2,3}[0-9]*$", @"^[^@\s]+@[^@\s]+\.[a-z]{2,}$", @"^#(?:[0-9a-fA-F]{3}){1,2}$", "^.{2,5}$", "^$|^x", @"^\p{L}+$", @"^(a|b)*?c+?\x41é$", "^(a(b(c)?)?)?$",
        @"[\u4e00-\u9fff]{1,3}", "^(?:a|ab)(?:c|bcd)(?:d*)$",
    ];

    private static readonly string[] PatternPieces =
        ["^", "$", "a", "b", ".", "*", "+", "?", "{2}", "{1,3}", "{0}", "{3,}", "{9999}", "{,2}", "*?", "(", ")", "(?:", "(?=", "(?!", "(?<=", "(?<n>", "|", "[", "]", "[^", "-", "a-z", "z-a", "\\d", "\\D", "\\w", "\\s", "\\b", "\\B", "\\1", "\\k<n>", "\\p{L}", "\\P{Lu}", "\\p{X}", "\\x41", "\\u0041", "\\u{1F600}", "\\cA", "\\0", "\\", "/", "é", "😀", "\\-", "\\.", " "];

    private static readonly string[] Paths =
    [
        "/v1/chat/completions", "/v1/models", "/v1/models/gpt-4o", "/v1/responses/resp_1", "/v1/responses/resp_1/input_items?limit=2&order=asc&after=x", "/v1/responses/resp_1/cancel", "/v1/messages/batches?limit=1&after_id=x&before_id=y",
        "/v1/messages/batches/b/results", "/v1/messages", "/v1/messages/count_tokens", "/health", "/ready", "/metrics", "/models", "/providers", "/_mockllm/stats", "/_mockllm/config?provider=openai&model=gpt-4o&rule=hello",
        "/_mockllm/faults", "/_mockllm/faults/a", "/_mockllm/settings", "/v1/images/files/x.png", "/", "/v1", "/favicon.ico",
    ];

    private static readonly string[] PathPieces =
        ["/", "//", "..", "%2e%2e", "%2F", "%00", "%", "%zz", "%ff", "%E4%BD%A0", "?", "&", "=", "#", "*", "{id}", ";", ":", "@", "~", "+", "[", "]", "a", "é", "limit=-1", "limit=1e9", "mockllm_fault=status:503", "mockllm_latency=none", "mockllm_fault=%00", "mockllm_latency=20", "model=x", "provider=", "a=1&a=2"];

    private static readonly string[] HeaderValues =
    [
        "kind=status; status=503; message=\"a b\"; headers={X-A: b}", "status:503", "kind=reset; at=0.3", "close:0.5", "cut_length:3", "kind=drop_event; event=ping; probability=0.5", "kind=error_event; error=rate_limited; after_events=2",
        "time_to_first_token=0; inter_token={mean: 1ms, cv: 0.3}", "gpt-4o", "none", "prefill_per_token=40us; load_factor=2", "inter_token=1ms; speed=10", "7", "18446744073709551615", "hello", "#1", "session one",
    ];

    private static readonly string[] HeaderPieces =
        ["=", ";", ":", "; ", "{", "}", "[", "]", ",", "\"", "'", "\\", "kind=", "status=", "for=1h", "by=1d", "at=2", "after=", "0", "-1", "1e999", "99999999999999999999", "20", "20ms", "1s", "us", "null", "~", "&a", "*a", "!!str ", "|", "#", "é", "\uF7FF", "\t", " ", "name=x", "when={}", "{{ prompt }}", "slots=2"];

    private static readonly string[] HeaderNames = ["X-MockLlm-Fault", "X-MockLlm-Latency", "X-MockLlm-Seed", "X-MockLlm-Session", "X-MockLlm-Rule", "authorization", "x-api-key", "anthropic-beta", "x-stainless-retry-count", "content-type", "accept", "idempotency-key"];

    private static readonly FuzzInput[] ControlBodies =
    [
        new("PATCH /_mockllm/settings", """{"settings":{"lag_enabled":true,"lag_factor":100,"chunk":{"characters":20},"api_keys":["k"],"strict_models":true,"reveal":true},"latency":{"profile":"gpt-4o","slots":4,"queue":9,"load_factor":2,"inter_token":{"mean":"1ms","cv":0.3}}}"""),
        new("PATCH /_mockllm/settings", """{"limits":{"requests_per_minute":600,"tokens_per_minute":9000,"per":"key","enforce_retry_after":true},"providers":{"openai":{"enabled":true,"latency":{"time_to_first_token":{"median":"1ms","p99":"3ms"},"prefill_per_token":"40us"},"limits":{"input_tokens_per_minute":0}},"anthropic":{"latency":{"inter_token":{"samples":["1ms","2ms"]}}}}}"""),
        new("PATCH /_mockllm/settings", """{"latency":{"speed":100,"startup":"1ms","prefix_cache":{"block":4,"blocks":50},"batch":{"sequences":4,"prefill_tokens":100,"step":"1ms","per_token":"1us"}}}"""),
        new("PUT /_mockllm/faults/one", """{"kind":"status","status":503,"message":"m","retry_after":"1s","headers":{"X-A":"b"},"when":{"provider":"openai","model":"gpt-*","prompt":{"contains":"x","ignore_case":true},"header":{"X-T":"a"},"turn":1,"stream":true},"skip":1,"every":2,"probability":0.5,"times":3,"from":"1s","until":"2s","ramp":"1s"}"""),
        new("PUT /_mockllm/faults/a%20b", """{"kind":"drop_event","event":"ping","when":{"path":"/v1/*","tool":"f*","tool_result":{"regex":"a+"},"system":["a",{"starts_with":"b"}]}}"""),
        new("POST /_mockllm/explain", """{"provider":"openai","path":"/v1/responses","request":{"model":"gpt-4o","input":"story"},"headers":{"X-Tenant":"acme"}}"""),
        new("POST /_mockllm/explain", """{"provider":"anthropic","request":{"model":"claude-sonnet-4-5","max_tokens":9,"messages":[{"role":"user","content":"hello"}]}}"""),
        new("POST /_mockllm/streams/fault", """{"kind":"error_event","error":"overloaded","share":0.5,"provider":"openai"}"""),
        new("POST /_mockllm/reset", """{}"""),
    ];

    private static readonly string[] Waiting = ["hang", "stall", "delay", "drip", "after=", "reset", "retry_after"];

    private static readonly int[] ControlStatuses = [200, 201, 204, 400, 404, 413, 415];

    private readonly MockLlmServer _server;
    private readonly HttpConnection _connection;
    private readonly Quick _quick;

    private ServerTargets(MockLlmServer server)
    {
        _server = server;
        _connection = new(server.Process.Port);
        _quick = new(() => server.Process.ProcessorTime);
    }

    /// <summary>The server's process.</summary>
    public ServerProcess Process => _server.Process;

    public IReadOnlyList<FuzzTarget> All =>
    [
        new("bodies", Gen.OneOf([.. ValidBodies.All]).SelectMany(valid => JsonMutation.Of(valid.Text).Select(text => valid with { Text = text })), Body),
        new("schemas", Gen.OneOf([.. ValidBodies.Schemas]).SelectMany(JsonMutation.Of).Select(text => new FuzzInput(Chat, text)), Schema),
        new("patterns", TextMutation.Of(Patterns, PatternPieces, 4).Select(text => new FuzzInput(Chat, text)), Pattern),
        new("headers", Headers, Header),
        new("urls", Urls, Url),
        new("control", Gen.OneOf(ControlBodies).SelectMany(valid => JsonMutation.Of(valid.Text).Select(text => valid with { Text = text })), Control),
        new("forms", TextMutation.Of([Form], FormPieces).SelectMany(text => Gen.OneOf("POST /v1/audio/transcriptions", "POST /v1/audio/translations").Select(place => new FuzzInput(place, text))), Upload),
    ];

    private const string Form = "--b\r\nContent-Disposition: form-data; name=\"model\"\r\n\r\nwhisper-1\r\n--b\r\nContent-Disposition: form-data; name=\"timestamp_granularities[]\"\r\n\r\nword\r\n--b\r\nContent-Disposition: form-data; name=\"response_format\"\r\n\r\nverbose_json\r\n--b\r\nContent-Disposition: form-data; name=\"temperature\"\r\n\r\n0.5\r\n--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.wav\"\r\nContent-Type: audio/wav\r\n\r\nRIFFxxxxWAVEfmt \r\n--b--\r\n";

    private static readonly string[] FormPieces = ["--b", "--b\r\n", "--b--", "\r\n", "\r\n\r\n", "\n", "name=", "filename=", "filename*=UTF-8''a%00", "\"", ";", ":", "Content-Disposition: form-data", "Content-Transfer-Encoding: base64", "model", "gpt-4o-transcribe", "stream", "true", "1e999", "\0", "é", "\uF7FF", "../a.wav", "json", "srt"];

    private static Gen<FuzzInput> Headers =>
        from name in Gen.OneOf(HeaderNames)
        from place in Gen.OneOf(Chat, Messages)
        from text in TextMutation.Of(HeaderValues, HeaderPieces, 4)
        select new FuzzInput($"{place} {name}", text.ReplaceLineEndings(" "));

    private static Gen<FuzzInput> Urls =>
        from method in Gen.OneOf("GET", "GET", "POST", "DELETE", "PUT", "PATCH", "HEAD", "OPTIONS")
        from text in TextMutation.Of(Paths, PathPieces, 4)
        select new FuzzInput(method, text);

    /// <summary>Starts the server and waits until it serves.</summary>
    public static async Task<ServerTargets> Start(string? server, CancellationToken stop)
    {
        var targets = new ServerTargets(MockLlmServer.Start(server, Responses));
        await Readiness.Warm(targets.Process, stop);
        return targets;
    }

    public async ValueTask DisposeAsync()
    {
        _connection.Dispose();
        await _server.DisposeAsync();
    }

    private string? Body(FuzzInput input) => Vendor(input, input.Place, Json, input.Bytes());

    private string? Upload(FuzzInput input) => Vendor(input, input.Place, "content-type: multipart/form-data; boundary=b\r\n", input.Bytes());

    private string? Header(FuzzInput input)
    {
        var (place, name) = (input.Place[..input.Place.LastIndexOf(' ')], input.Place[(input.Place.LastIndexOf(' ') + 1)..]);
        if (AsksForTime(name, input.Text))
        {
            return null;
        }

        // HTTP allows no control characters in a header, and Kestrel reads headers as UTF-8. It answers itself, without a body.
        if (input.Text.Any(one => one is < ' ' and not '\t' or '\x7F' || char.IsSurrogate(one) || one is >= '\uF700' and <= '\uF7FF'))
        {
            return _quick.Check(() => Sent("POST", "/v1/chat/completions", $"{name}: {Encoding.Latin1.GetString(input.Bytes())}\r\n", []) is { Status: >= 500 } answer ? $"status {answer.Status}" : null);
        }

        var value = Encoding.Latin1.GetString(input.Bytes());
        var type = name == "content-type" ? "" : Json;
        return Vendor(input, place, $"{type}{name}: {value}\r\n", Encoding.UTF8.GetBytes(Good(place)));
    }

    private string? Url(FuzzInput input)
    {
        // A space or a line break would end the target.
        var target = string.Concat(input.Bytes().Select(one => one is <= 32 or >= 127 ? $"%{one:X2}" : $"{(char)one}"));
        if (AsksForTime("X-MockLlm-Latency", target) || AsksForTime("X-MockLlm-Fault", target))
        {
            return null;
        }

        return _quick.Check(() => Sent(input.Place, target, Json + Version, []) switch
        {
            { Status: 0 } => target.StartsWith('/') ? "the connection ended without an answer" : null,
            { Status: >= 500, Headers: var headers } answer when !headers.ContainsKey("x-mockllm-fault") => $"status {answer.Status}: {answer.Body}",
            { IsWhole: false } answer when !answer.Headers.ContainsKey("x-mockllm-fault") => $"{answer.Status}, but the body is not complete",
            { Body: var body } when body.Contains("Exception", StringComparison.Ordinal) => $"an exception: {body}",
            _ => null,
        });
    }

    private string? Control(FuzzInput input)
    {
        var (method, path) = Split(input.Place);
        var complaint = _quick.Check(() => Sent(method, path, Json, input.Bytes()) switch
        {
            { Status: var status } answer when !ControlStatuses.Contains(status) => $"status {status}: {answer.Body}",
            { Status: 400, Body: var body } when !body.Contains("\"message\"", StringComparison.Ordinal) || body.Contains("Exception", StringComparison.Ordinal) => $"400 without a good message: {body}",
            _ => null,
        });
        if (complaint is not null)
        {
            return complaint;
        }

        // What is in force can be patched with nothing, and undone. Then requests are served.
        return Sent("PATCH", "/_mockllm/settings", Json, "{}"u8.ToArray()) is { Status: not 200 } patched ? $"then an empty patch gets {patched.Status}: {patched.Body}"
            : Sent("POST", "/_mockllm/reset", Json, []) is { Status: not 204 } reset ? $"then a reset gets {reset.Status}: {reset.Body}"
            : Sent("POST", "/v1/chat/completions", Json, Encoding.UTF8.GetBytes(Good(Chat))) is { Status: not 200 } chat ? $"then a chat gets {chat.Status}: {chat.Body}"
            : null;
    }

    private string? Schema(FuzzInput input)
    {
        if (!IsObject(input.Text))
        {
            return null;
        }

        var body = """{"model":"gpt-4o","messages":[{"role":"user","content":"json"}],"response_format":{"type":"json_schema","json_schema":{"name":"n","schema":""" + input.Text + """}}}""";
        return _quick.Check(() =>
        {
            var answer = Sent("POST", "/v1/chat/completions", Json, Encoding.UTF8.GetBytes(body));
            if (VendorAnswer.Complaint(answer, isAnthropic: false) is { } complaint || answer.Status != 200)
            {
                return VendorAnswer.Complaint(answer, isAnthropic: false);
            }

            using var schema = JsonDocument.Parse(input.Text);
            using var content = JsonDocument.Parse(Content(answer));
            return SchemaCheck.Mismatch(schema.RootElement, content.RootElement) is { } mismatch ? $"{mismatch}: {content.RootElement.GetRawText()}" : null;
        });
    }

    private string? Pattern(FuzzInput input)
    {
        var body = """{"model":"gpt-4o","messages":[{"role":"user","content":"json"}],"response_format":{"type":"json_schema","json_schema":{"name":"n","schema":{"type":"string","pattern":""" + JsonSerializer.Serialize(input.Text) + """}}}}""";
        return _quick.Check(() =>
        {
            var answer = Sent("POST", "/v1/chat/completions", Json, Encoding.UTF8.GetBytes(body));
            if (VendorAnswer.Complaint(answer, isAnthropic: false) is { } complaint || answer.Status != 200)
            {
                return VendorAnswer.Complaint(answer, isAnthropic: false);
            }

            using var content = JsonDocument.Parse(Content(answer));
            var text = content.RootElement.GetString()!;
            return Matches(text, input.Text, RegexOptions.None) || Matches(text, input.Text, RegexOptions.ECMAScript) ? null : $"'{text}' does not match";
        });
    }

    // Whether a text matches, as far as .NET can tell.
    private static bool Matches(string text, string pattern, RegexOptions options)
    {
        try
        {
            return Regex.IsMatch(text, pattern, options, TimeSpan.FromMilliseconds(100));
        }
        catch (Exception unknown) when (unknown is ArgumentException or RegexMatchTimeoutException)
        {
            return true;
        }
    }

    private string? Vendor(FuzzInput input, string place, string headers, byte[] body) => _quick.Check(() =>
    {
        var (method, path) = Split(place);
        var isAnthropic = path.StartsWith("/v1/messages", StringComparison.Ordinal);
        return VendorAnswer.Complaint(Sent(method, path, headers + (isAnthropic ? Version : ""), body), isAnthropic);
    });

    private HttpAnswer Sent(string method, string path, string headers, byte[] body)
    {
        try
        {
            return _connection.Send(method, path, headers, body);
        }
        catch (SocketException failure)
        {
            _connection.Dispose();
            _server.Process.ThrowIfEnded();
            throw new BenchException($"no answer: {failure.SocketErrorCode}");
        }
    }

    private static string Content(HttpAnswer answer)
    {
        using var document = JsonDocument.Parse(answer.Body);
        return document.RootElement.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString()!;
    }

    private static bool IsObject(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (Exception broken) when (broken is JsonException or ArgumentException)
        {
            return false;
        }
    }

    // A header may ask for an answer that takes long or never comes. That is no finding.
    private static bool AsksForTime(string name, string text) => name switch
    {
        "X-MockLlm-Latency" => text.Contains('s', StringComparison.Ordinal) || text.Contains("gpt", StringComparison.Ordinal) || text.Contains('m', StringComparison.Ordinal),
        "X-MockLlm-Fault" => Waiting.Any(kind => text.Contains(kind, StringComparison.Ordinal)),
        _ => false,
    };

    private static string Good(string place) => ValidBodies.All.First(body => body.Place == place).Text;

    private static (string Method, string Path) Split(string place) => (place[..place.IndexOf(' ')], place[(place.IndexOf(' ') + 1)..]);
}
