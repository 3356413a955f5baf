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

    private sealed record Moment(DateTime Start);

    [RegisterProvider("dated", Settings = typeof(Moment))]
    private sealed class Dated : LlmProvider;

    [RegisterProvider("modelless")]
    private sealed class Modelless : LlmProvider
    {
        public override IReadOnlyList<string> SupportedModels => throw new InvalidOperationException("No models today.");
    }
}
