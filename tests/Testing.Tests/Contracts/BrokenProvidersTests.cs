using MockLlm.Testing.Xunit;
using Xunit.Sdk;

namespace MockLlm.Testing.Tests.Contracts;

/// <summary>The contract fails for providers that break it, each in the test that is about it.</summary>
public sealed class BrokenProvidersTests
{
    [Fact]
    public Task A_stream_that_says_less_than_the_plain_answer() =>
        Fails(new Broken<ForgetsTheEnd>("/v1/words"), contract => contract.The_stream_says_what_the_plain_answer_says());

    [Fact]
    public Task A_stream_that_never_begins() =>
        Fails(new Broken<BreaksItsStream>("/v1/words", patience: 2), contract => contract.A_client_that_leaves_ends_the_stream());

    [Fact]
    public async Task A_sample_that_does_not_say_whether_there_is_a_stream()
    {
        var sample = new Silent();

        var said = await Assert.ThrowsAnyAsync<XunitException>(sample.The_stream_says_what_the_plain_answer_says);
        await Assert.ThrowsAnyAsync<XunitException>(sample.A_client_that_leaves_ends_the_stream);

        Assert.Contains("protected override bool Streams => false;", said.Message, StringComparison.Ordinal);
    }

    [Fact]
    public Task An_answer_that_is_not_the_configured_one() =>
        Fails(new Broken<MakesUpItsAnswers>("/v1/made-up"), contract => contract.The_plain_answer_holds_the_configured_text());

    [Fact]
    public Task An_error_that_is_not_JSON() =>
        Fails(new Broken<SaysErrorsAsText>("/v1/words"), contract => contract.A_body_that_is_no_json_object_is_a_4xx("{"));

    [Fact]
    public Task An_error_of_another_shape() =>
        Fails(new Broken<HasTwoErrorShapes>("/v1/words"), contract => contract.A_missing_required_field_is_a_4xx());

    [Fact]
    public Task A_body_that_breaks_the_handler() =>
        Fails(new Broken<TrustsItsInput>("/v1/trusting"), contract => contract.A_body_that_is_no_json_object_is_a_4xx("[]"));

    [Fact]
    public Task A_field_that_breaks_the_handler() =>
        Fails(new Broken<TrustsItsInput>("/v1/trusting"), contract => contract.A_field_of_the_wrong_type_is_a_4xx_or_ignored());

    [Fact]
    public Task A_required_field_that_nobody_requires() =>
        Fails(new Broken<TakesAnything>("/v1/anything"), contract => contract.A_missing_required_field_is_a_4xx());

    [Fact]
    public Task A_field_whose_type_nobody_looks_at() =>
        Fails(new Broken<TakesAnything>("/v1/anything"), contract => contract.A_field_of_the_wrong_type_is_a_4xx_or_ignored());

    [Fact]
    public Task A_wrong_method_that_is_no_405() =>
        Fails(new Broken<HasNo405>("/v1/words"), contract => contract.Another_method_is_a_405());

    [Fact]
    public Task An_endpoint_that_throws() =>
        Fails(new Broken<HasABrokenEndpoint>("/v1/words"), contract => contract.Every_endpoint_answers());

    [Fact]
    public Task A_provider_that_fails_under_load() =>
        Fails(new Broken<Tires>("/v1/tiring"), contract => contract.Fifty_requests_at_once_are_all_answered());

    private static async Task Fails<T>(ProviderContract<T> contract, Func<ProviderContract<T>, Task> test)
        where T : WordsProvider, new() => await Assert.ThrowsAnyAsync<XunitException>(() => test(contract));

    private sealed class Silent : ProviderContract<SimpleProvider>
    {
        protected override string Path => "/v1/simple/chat";

        protected override string Body => "{}";

        protected override IReadOnlyList<string> RequiredFields => [];

        protected override string? TextOf(System.Text.Json.JsonElement body) => null;
    }

    // Not public, so that it is not a test itself.
    private sealed class Broken<T>(string path, int patience = 30) : WordsContract<T>
        where T : WordsProvider, new()
    {
        protected override string Path => path;

        protected override TimeSpan Patience => TimeSpan.FromSeconds(patience);
    }
}
