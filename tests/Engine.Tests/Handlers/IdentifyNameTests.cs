using MockLlm.Engine.Handlers;

namespace MockLlm.Engine.Tests.Handlers;

public sealed class IdentifyNameTests
{
    [Fact]
    public void A_handler_may_have_the_name_of_Identify()
    {
        var provider = ProviderDiscovery.Register(typeof(Namesake));

        Assert.False(provider.IdentifiesItself);
        Assert.Equal("Identify", Assert.Single(provider.Endpoints).HandlerName);
    }

    [RegisterProvider("namesake")]
    private sealed class Namesake : LlmProvider
    {
        public sealed record Question(string Prompt);

        [Post("/identify")]
        public object Identify(Question question) => question.Prompt;
    }
}
