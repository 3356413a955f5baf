using MockLlm.Engine.Configuration;
using MockLlm.Engine.Handlers;
using MockLlm.Providers;
using MockLlm.Web.CommandLine;
using MockLlm.Web.Hosting;

namespace MockLlm.Web.Tests.CommandLine;

public sealed class BannerTests
{
    private static readonly IReadOnlyList<ProviderRegistration> Providers = ProviderDiscovery.Find(BuiltInProviders.Assembly);

    [Fact]
    public void Shows_the_address_every_provider_and_every_route()
    {
        var banner = Banner.Of(new StartOptions { Providers = Providers }, "http://127.0.0.1:8000");

        Assert.Contains("serves on http://127.0.0.1:8000\n", banner, StringComparison.Ordinal);
        foreach (var provider in Providers)
        {
            Assert.Contains($"  {provider.Name}: {provider.Description}\n", banner, StringComparison.Ordinal);
            Assert.All(
                provider.Endpoints, endpoint => Assert.Contains($"    {endpoint.Method,-6} {endpoint.Path}\n", banner, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Leaves_out_a_provider_that_is_disabled()
    {
        var snapshot = SnapshotReader.Read("providers: {anthropic: {enabled: false}}", ["openai", "anthropic"]).Snapshot!;

        var banner = Banner.Of(new StartOptions { Providers = Providers, Snapshot = snapshot }, "http://127.0.0.1:8000");

        Assert.DoesNotContain("/v1/messages", banner, StringComparison.Ordinal);
        Assert.Contains("/v1/chat/completions", banner, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("anthropic: {enabled: false}", "/v1/chat/completions -H")]
    [InlineData("openai: {enabled: false}", "/v1/messages -H")]
    [InlineData("openai: {enabled: false}, anthropic: {enabled: false}", "/providers\n")]
    public void The_curl_asks_a_provider_that_is_served(string disabled, string path)
    {
        var snapshot = SnapshotReader.Read($"providers: {{{disabled}}}", ["openai", "anthropic"]).Snapshot!;

        var banner = Banner.Of(new StartOptions { Providers = Providers, Snapshot = snapshot }, "http://127.0.0.1:8000");

        Assert.Contains($"  curl http://127.0.0.1:8000{path}", banner, StringComparison.Ordinal);
    }
}
