using System.Net.Http.Json;
using System.Reflection;

namespace MockLlm.Testing.Tests.Templates;

public sealed class ProviderTemplateTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mockllm-template-");

    [Fact]
    public async Task A_provider_made_from_the_template_builds_passes_its_tests_and_is_served()
    {
        var home = _folder.CreateSubdirectory("home").FullName;
        var made = Path.Combine(_folder.FullName, "made");
        await Dotnet.Run(_folder.FullName, home, "new", "install", Repository.PathTo("templates", "mockllm-provider"));
        await Dotnet.Run(
            _folder.FullName, home, "new", "mockllm-provider", "--name", "Acme.Llm", "--engine", Repository.Root, "--output", made);

        var tests = await Dotnet.Run(made, null, "test", "--configuration", "Release", "-p:UseSharedCompilation=false");

        Assert.Contains("Passed!", tests, StringComparison.Ordinal);
        var assembly = Assembly.LoadFrom(Path.Combine(made, "Acme.Llm", "bin", "Release", "net10.0", "Acme.Llm.dll"));
        await using var server = await MockLlmServer.StartAsync(o => o
            .AddProvider(assembly.GetType("Acme.Llm.AcmeLlmProvider", throwOnError: true)!)
            .Respond("hi", "hello"));
        using var response = await server.Client.PostAsJsonAsync("/v1/acme-llm/chat", new { prompt = "hi" });
        Assert.Contains("\"text\":\"hello\"", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
