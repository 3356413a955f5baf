using System.Net.Http.Json;
using MockLlm.Testing;
using Xunit;

namespace MyProvider.Tests;

public sealed class ClassNameProviderTests
{
    [Fact]
    public async Task Says_what_is_configured()
    {
        await using var server = await MockLlmServer.StartAsync(o => o.AddProvider<ClassNameProvider>().Respond("hi", "hello"));

        using var response = await server.Client.PostAsJsonAsync("/v1/route-name/chat", new { prompt = "hi" });

        Assert.Contains("\"text\":\"hello\"", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
