using MockLlm.Engine;
using MockLlm.Engine.Handlers;

namespace MockLlm.Web.Tests.Identification;

/// <summary>Providers whose paths match the same requests.</summary>
public sealed class SharedPathTests
{
    [Fact]
    public async Task A_header_tells_two_providers_on_one_path_apart_whatever_they_call_its_parameter()
    {
        await using var server = await TestServer.Start(providers: [typeof(Plain), typeof(Marked)]);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/shared/7");
        request.Headers.Add("x-marked", "1");

        using var marked = await server.Http.SendAsync(request);

        Assert.Equal("""{"plain":"7"}""", await server.Http.GetStringAsync("/shared/7"));
        Assert.Equal("""{"marked":"7"}""", await marked.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task The_first_provider_on_a_path_answers_and_the_next_where_it_is_disabled()
    {
        await using var server = await TestServer.Start("providers: {plain: {enabled: false}}", providers: [typeof(Plain), typeof(Second)]);

        Assert.Equal("""{"second":"7"}""", await server.Http.GetStringAsync("/shared/7"));
    }

    [Theory]
    [InlineData("small", "first")]
    [InlineData("medium", "second")]
    [InlineData("large-7", "second")]
    [InlineData("large-8", "first")]
    [InlineData("unknown", "first")]
    public async Task The_model_tells_two_providers_apart_by_name_before_glob_else_the_first_answers(string model, string provider)
    {
        await using var server = await TestServer.Start(providers: [typeof(FirstChat), typeof(SecondChat)]);

        using var answer = await Chat(server, model);

        Assert.Equal($$"""{"{{provider}}":"{{model}}"}""", await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("added", "second")]
    [InlineData("extra", "second")]
    [InlineData("mid", "second")]
    [InlineData("large-9", "second")]
    [InlineData("large-10", "first")]
    public async Task Models_that_the_file_adds_and_aliases_tell_providers_apart_as_their_own_names_do(string model, string provider)
    {
        const string Yaml = """
            models:
              - {name: added, provider: second-chat, aliases: [extra]}
              - {name: medium, provider: second-chat, aliases: [mid]}
              - {name: large-9, provider: second-chat}
            """;
        await using var server = await TestServer.Start(Yaml, providers: [typeof(FirstChat), typeof(SecondChat)]);

        using var answer = await Chat(server, model);

        Assert.Equal($$"""{"{{provider}}":"{{model}}"}""", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task An_alias_that_the_provider_lists_itself_tells_providers_apart()
    {
        await using var server = await TestServer.Start(providers: [typeof(FirstChat), typeof(Dated)]);

        using var answer = await Chat(server, "dated-2026-01-01");

        Assert.Equal("""{"dated":"dated-2026-01-01"}""", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task The_model_decides_before_the_handlers_body_is_bound_and_errors_are_the_chosen_ones()
    {
        await using var server = await TestServer.Start(providers: [typeof(FirstChat), typeof(SecondChat)]);

        using var answer = await server.Http.PostAsync("/chat", new StringContent("""{"model":"medium","extra":[]}""", null, "application/json"));

        Assert.Equal("""{"second_says":"invalid_request"}""", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Two_providers_that_nothing_tells_apart_stop_the_start_with_both_handlers()
    {
        var refused = await Assert.ThrowsAsync<InvalidProviderException>(() => TestServer.Start(providers: [typeof(Second), typeof(Third)]));

        Assert.StartsWith(
            $"{typeof(Second).FullName}.Handle and {typeof(Third).FullName}.Handle both serve GET /shared/{{number}}, and nothing tells their requests apart.",
            refused.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_path_that_cannot_be_read_stops_the_start_with_class_and_method()
    {
        var refused = await Assert.ThrowsAsync<InvalidProviderException>(() => TestServer.Start(providers: typeof(Broken)));

        Assert.StartsWith($"{typeof(Broken).FullName}.Handle cannot be served: its path '/broken/{{id' cannot be read: ", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("small", "first")]
    [InlineData("unknown", "first")]
    public async Task A_provider_that_fails_to_read_a_model_fails_no_request_for_another_provider(string model, string provider)
    {
        await using var server = await TestServer.Start(providers: [typeof(FirstChat), typeof(Blind)]);

        using var answer = await Chat(server, model);

        Assert.Equal($$"""{"{{provider}}":"{{model}}"}""", await answer.Content.ReadAsStringAsync());
    }

    private static Task<HttpResponseMessage> Chat(TestServer server, string model) =>
        server.Http.PostAsync("/chat", new StringContent($$"""{"model":"{{model}}"}""", null, "application/json"));

    [RegisterProvider("plain", Models = ["plain-1", "plain-large*"])]
    private sealed class Plain : LlmProvider
    {
        [Get("/shared/{id}")]
        public object Handle(RequestHead head) => new { plain = head.Route("id") };
    }

    [RegisterProvider("marked")]
    private sealed class Marked : LlmProvider
    {
        [Get("/Shared/{name}", Header = "x-marked")]
        public object Handle(RequestHead head) => new { marked = head.Route("name") };
    }

    [RegisterProvider("second")]
    private sealed class Second : LlmProvider
    {
        [Get("/shared/{number}")]
        public object Handle(RequestHead head) => new { second = head.Route("number") };
    }

    [RegisterProvider("third")]
    private sealed class Third : LlmProvider
    {
        [Get("/shared/{id}")]
        public object Handle() => new();
    }

    [RegisterProvider("first-chat", Models = ["small", "large-*"])]
    private sealed class FirstChat : LlmProvider
    {
        public sealed record Body(string Model);

        [Post("/chat")]
        public object Handle(Body body) => new { first = body.Model };
    }

    [RegisterProvider("second-chat", Models = ["medium", "large-7"])]
    private sealed class SecondChat : LlmProvider
    {
        public sealed record Body(string Model, string Extra = "");

        public override Reply Error(int status, string kind, string message) => Reply.Json(new { second_says = kind }, status);

        [Post("/chat")]
        public object Handle(Body body) => new { second = body.Model };
    }

    [RegisterProvider("blind", Models = ["blind"])]
    private sealed class Blind : LlmProvider
    {
        public override RequestIdentity Identify(RequestHead head, RequestBody body) => throw new InvalidOperationException("It reads no model.");

        [Post("/chat")]
        public object Handle(System.Text.Json.JsonElement body) => new { blind = body };
    }

    [RegisterProvider("dated", Models = ["dated"])]
    private sealed class Dated : LlmProvider
    {
        public sealed record Body(string Model);

        public override IReadOnlyList<ModelInfo> Models { get; } = [new("dated") { Aliases = ["dated-2026-01-01"] }];

        [Post("/chat")]
        public object Handle(Body body) => new { dated = body.Model };
    }

    [RegisterProvider("broken")]
    private sealed class Broken : LlmProvider
    {
        [Get("/broken/{id")]
        public object Handle() => new();
    }
}
