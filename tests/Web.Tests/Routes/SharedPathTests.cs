using MockLlm.Engine;
using MockLlm.Engine.Discovery;

namespace MockLlm.Web.Tests.Routes;

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

    [Fact]
    public async Task A_path_that_cannot_be_read_stops_the_start_with_class_and_method()
    {
        var refused = await Assert.ThrowsAsync<InvalidProviderException>(() => TestServer.Start(providers: typeof(Broken)));

        Assert.StartsWith($"{typeof(Broken).FullName}.Handle cannot be served: its path '/broken/{{id' cannot be read: ", refused.Message, StringComparison.Ordinal);
    }

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

    [RegisterProvider("broken")]
    private sealed class Broken : LlmProvider
    {
        [Get("/broken/{id")]
        public object Handle() => new();
    }
}
