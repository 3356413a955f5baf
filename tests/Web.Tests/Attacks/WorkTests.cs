using System.Net;
using System.Text;

namespace MockLlm.Web.Tests.Attacks;

/// <summary>Requests that ask for as much work as they can.</summary>
public sealed class WorkTests
{
    private const int Clients = 16;

    private static readonly string Class = new('一', 100_000);

    [Fact]
    public async Task A_request_that_takes_too_long_gets_the_providers_own_504()
    {
        await using var server = await TestServer.Start("server: {handler_timeout: 100ms}");

        using var answer = await Post(server, Prompt(16_000_000));

        Assert.Equal(HttpStatusCode.GatewayTimeout, answer.StatusCode);
        Assert.Contains("did not answer within 0.1 s", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await Eventually.Holds(
            async () => await server.Http.GetStringAsync("/health") != "" && server.Counts("openai").Running == 0, () => "The slot is held.");
    }

    [Fact]
    public async Task The_work_of_a_request_ends_when_its_client_leaves()
    {
        await using var server = await TestServer.Start("server: {handler_timeout: 10m}");
        using var leave = new CancellationTokenSource();
        var bodies = Enumerable.Range(0, Clients).Select(_ => new SentBody(Prompt(16_000_000))).ToList();
        var requests = bodies.ConvertAll(body => server.Http.PostAsync("/v1/chat/completions", body, leave.Token));
        await Task.WhenAny(bodies.Select(body => body.Sent));

        await leave.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.WhenAll(requests));

        // This request waits for its turn after them. All of their work together would take a minute and more.
        using var answer = await Post(server, Prompt(20_000)).WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task A_schema_that_asks_for_too_much_is_refused_in_the_vendors_words()
    {
        await using var server = await TestServer.Start();

        using var answer = await Post(server, Schema($$$"""{"type":"object","properties":{"a":{"type":"string","pattern":"^[^{{{Class}}}]{19000}$","minLength":20000}},"required":["a"]}"""));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("asks for more than", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_template_that_reads_a_list_inside_a_list_is_refused_when_it_takes_too_many_steps()
    {
        await using var server = await TestServer.Start(
            """rules: [{name: nested, reply: {text: "{{#each request.messages}}{{#each ../request.messages}}{{/each}}{{/each}}"}}]""");

        using var few = await Post(server, Messages(20));
        using var many = await Post(server, Messages(600));

        Assert.Equal(HttpStatusCode.OK, few.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, many.StatusCode);
        Assert.Contains("The template of a rule takes more than", await many.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Small_requests_are_answered_beside_many_large_ones()
    {
        await using var server = await TestServer.Start();
        using var over = new CancellationTokenSource();
        var answers = 0;
        var hostile = Enumerable.Range(0, Clients).Select(async _ =>
        {
            while (!over.IsCancellationRequested)
            {
                using var answer = await Post(server, Schema($$$"""{"type":"object","properties":{"a":{"type":"string","pattern":"^[^{{{Class}}}]{19000}$"}},"required":["a"]}"""));
                Interlocked.Increment(ref answers);
            }
        }).ToList();

        for (var small = 0; small < 50 || Volatile.Read(ref answers) < Clients; small++)
        {
            using var answer = await Post(server, Messages(1)).WaitAsync(TimeSpan.FromSeconds(20));
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        await over.CancelAsync();
        await Task.WhenAll(hostile);
    }

    // The live API refuses a single text of more than ten million characters.
    private static string Prompt(int length) => Body(string.Join(',', Enumerable.Repeat(
        $$"""{"role":"user","content":"{{string.Concat(Enumerable.Repeat("words and ", 1000))}}"}""", length / 10_000)));

    private static string Messages(int count) => Body(string.Join(',', Enumerable.Repeat("""{"role":"user","content":"hi"}""", count)));

    private static string Schema(string schema) => Body(
        """{"role":"user","content":"json"}""", $$""","response_format":{"type":"json_schema","json_schema":{"name":"n","schema":{{schema}} } }""");

    private static string Body(string messages, string more = "") => $$"""{"model":"gpt-4o","messages":[{{messages}}]{{more}}}""";

    private static async Task<HttpResponseMessage> Post(TestServer server, string body, CancellationToken stop = default)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        return await server.Http.PostAsync("/v1/chat/completions", content, stop);
    }

    /// <summary>A body that knows when it has been sent.</summary>
    private sealed class SentBody : ByteArrayContent
    {
        private readonly TaskCompletionSource _sent = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public SentBody(string json)
            : base(Encoding.UTF8.GetBytes(json)) => Headers.ContentType = new("application/json");

        public Task Sent => _sent.Task;

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
        {
            await base.SerializeToStreamAsync(stream, context, cancellationToken);
            await stream.FlushAsync(cancellationToken);
            _sent.TrySetResult();
        }
    }
}
