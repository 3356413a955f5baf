using MockLlm.Engine.Handlers;

namespace MockLlm.Engine.Tests.Handlers;

/// <summary>Provider classes whose settings or models cannot be used.</summary>
public sealed class UnusableMetadataTests
{
    [Fact]
    public void A_settings_record_that_cannot_be_filled_names_provider_and_member()
    {
        var refused = Assert.Throws<InvalidProviderException>(() => ProviderDiscovery.Register(typeof(Dated)));

        Assert.Equal(
            $"The settings of {typeof(Dated).FullName} cannot be filled: {typeof(Moment).FullName}.Start is of type DateTime; "
            + "use string, bool, int, long, double, TimeSpan, an enum, a record, or a list of these.",
            refused.Message);
    }

    [Fact]
    public void A_provider_that_throws_over_its_models_is_named()
    {
        var refused = Assert.Throws<InvalidProviderException>(() => ProviderDiscovery.Register(typeof(Modelless)));

        Assert.Equal($"{typeof(Modelless).FullName}.SupportedModels threw: No models today.", refused.Message);
    }

    [Theory]
    [InlineData(typeof(HeadersThrow), " threw: No headers today.")]
    [InlineData(typeof(HeadersNull), " is null: return an empty list where there are no such headers.")]
    [InlineData(typeof(HeadersNameless), " has the header name 'x header': a name is made of letters, digits and any of !#$%&'*+-.^_`|~.")]
    [InlineData(typeof(HeadersBroken), " has a value of 'x-header' that cannot be sent: a value is made of printable ASCII characters.")]
    [InlineData(typeof(HeadersOfEachReply), " has the header 'Content-Length', which depends on the reply: the server writes it.")]
    public void Constant_headers_that_cannot_be_sent_name_provider_and_member(Type provider, string why)
    {
        var refused = Assert.Throws<InvalidProviderException>(() => ProviderDiscovery.Register(provider));

        Assert.Equal($"{provider.FullName}.ConstantHeaders{why}", refused.Message);
    }

    private sealed record Moment(DateTime Start);

    [RegisterProvider("dated", Settings = typeof(Moment))]
    private sealed class Dated : LlmProvider;

    [RegisterProvider("modelless")]
    private sealed class Modelless : LlmProvider
    {
        public override IReadOnlyList<string> SupportedModels => throw new InvalidOperationException("No models today.");
    }

    [RegisterProvider("headers-throw")]
    private sealed class HeadersThrow : LlmProvider
    {
        public override IReadOnlyList<KeyValuePair<string, string>> ConstantHeaders => throw new InvalidOperationException("No headers today.");
    }

    [RegisterProvider("headers-null")]
    private sealed class HeadersNull : LlmProvider
    {
        public override IReadOnlyList<KeyValuePair<string, string>> ConstantHeaders => null!;
    }

    [RegisterProvider("headers-nameless")]
    private sealed class HeadersNameless : LlmProvider
    {
        public override IReadOnlyList<KeyValuePair<string, string>> ConstantHeaders => [new("x header", "1")];
    }

    [RegisterProvider("headers-broken")]
    private sealed class HeadersBroken : LlmProvider
    {
        public override IReadOnlyList<KeyValuePair<string, string>> ConstantHeaders => [new("x-header", "a\r\nb")];
    }

    [RegisterProvider("headers-of-each-reply")]
    private sealed class HeadersOfEachReply : LlmProvider
    {
        public override IReadOnlyList<KeyValuePair<string, string>> ConstantHeaders => [new("Content-Length", "1")];
    }
}
