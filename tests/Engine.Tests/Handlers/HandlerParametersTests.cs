namespace MockLlm.Engine.Tests.Handlers;

public sealed class HandlerParametersTests
{
    [Theory]
    [InlineData("/text/{id}", "a b", """{"got":"a b"}""")]
    [InlineData("/constrained/{id:minlength(1)}", "x", """{"got":"x"}""")]
    [InlineData("/rest/{*id}", "a/b", """{"got":"a/b"}""")]
    [InlineData("/int/{id}", "-7", """{"got":-7}""")]
    [InlineData("/long/{id}", "9000000000", """{"got":9000000000}""")]
    public async Task A_route_parameter_is_taken_by_its_name(string path, string id, string answer) =>
        Assert.Equal((200, answer), await Calls.Call<Routes>(path, method: "GET", route: ("id", id)));

    [Fact]
    public async Task A_route_parameter_that_was_not_sent_is_null() =>
        Assert.Equal((200, """{"got":null}"""), await Calls.Call<Routes>("/optional/{id?}", method: "GET"));

    [Theory]
    [InlineData("/int/{id}", "seven")]
    [InlineData("/int/{id}", "9000000000")]
    [InlineData("/int/{id}", "1.5")]
    [InlineData("/long/{id}", "")]
    public async Task A_number_in_the_route_that_cannot_be_read_is_a_400_that_names_it(string path, string id) => Assert.Equal(
        (400, $$$"""{"error":{"type":"invalid_request","message":"'id' must be an integer, not {{{id}}}."}}"""),
        await Calls.Call<Routes>(path, method: "GET", route: ("id", id)));

    [Fact]
    public async Task A_number_that_the_route_leaves_out_is_a_400_that_names_it() => Assert.Equal(
        (400, """{"error":{"type":"invalid_request","message":"'id' is required."}}"""), await Calls.Call<Routes>("/int/{id}", method: "GET"));

    [Fact]
    public async Task The_request_s_end_is_taken_as_a_cancellation_token() =>
        Assert.Equal((200, """{"got":true}"""), await Calls.Call<Routes>("/end", method: "GET"));

    [Theory]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    [InlineData("DELETE")]
    public async Task Put_patch_and_delete_are_bound_like_the_others(string method) =>
        Assert.Equal((200, """{"got":"1 x"}"""), await Calls.Call<Routes>("/any/{id}", """{"text":"x"}""", method, ("id", "1")));

    [Fact]
    public async Task The_settings_record_is_a_parameter_and_any_other_record_the_body() => Assert.Equal(
        (200, """{"got":"v1 x","same":true}"""), await Calls.Call<Configured>("/settings", """{"text":"x"}"""));

    [Fact]
    public async Task Settings_of_which_one_must_be_written_are_said_to_be_missing()
    {
        var missing = await Assert.ThrowsAsync<InvalidOperationException>(() => Calls.Call<Demanding>("/settings", method: "GET"));

        Assert.StartsWith("There are no settings of type Needed: ", missing.Message, StringComparison.Ordinal);
    }

    private sealed record Body(string Text);

    private sealed record Versions(string ApiVersion = "v1");

    private sealed record Needed(string Key);

    [RegisterProvider("routes")]
    private sealed class Routes : LlmProvider
    {
        [Get("/text/{id}")]
        public object Text(string id) => new { got = id };

        [Get("/constrained/{id:minlength(1)}")]
        public object Constrained(string id) => new { got = id };

        [Get("/rest/{*id}")]
        public object Rest(string id) => new { got = id };

        [Get("/optional/{id?}")]
        public object Optional(string? id) => new { got = id };

        [Get("/int/{id}")]
        public object Int(int id) => new { got = id };

        [Get("/long/{id}")]
        public object Long(long id) => new { got = id };

        [Get("/end")]
        public object End(CancellationToken end) => new { got = end.IsCancellationRequested };

        [Put("/any/{id}")]
        [Patch("/any/{id}")]
        [Delete("/any/{id}")]
        public object Any(long id, Body body) => new { got = $"{id} {body.Text}" };
    }

    [RegisterProvider("configured", Settings = typeof(Versions))]
    private sealed class Configured : LlmProvider
    {
        [Post("/settings")]
        public object Handle(Versions versions, Body body, Mock mock) =>
            new { got = $"{versions.ApiVersion} {body.Text}", same = ReferenceEquals(versions, mock.Settings<Versions>()) };
    }

    [RegisterProvider("demanding", Settings = typeof(Needed))]
    private sealed class Demanding : LlmProvider
    {
        [Get("/settings")]
        public object Handle(Needed needed) => needed;
    }
}
