using Microsoft.CodeAnalysis;
using MockLlm.Engine.Handlers;
using MockLlm.Engine.Plugins;
using YamlDotNet.Core;

namespace MockLlm.Web.Tests.Plugins;

/// <summary>Plug-ins and what lies beside them.</summary>
public sealed class PluginNeedsTests
{
    private const string Asking =
        """
        using MockLlm.Engine;

        [RegisterProvider("asking")]
        public sealed class AskingProvider : LlmProvider
        {
            [Get("/asking")]
            public object Ask() => new { words = Own.Words() };
        }
        """;

    [Fact]
    public async Task One_with_a_dependency_beside_it_is_served()
    {
        using var folder = new TemporaryFolder();
        var plugin = Plugin(folder, WrittenPlugin.Library(folder, "Lonely", "1.2.3.0"));
        await using var server = await PluginLoader.Load([plugin]).Serve();

        Assert.Equal("""{"words":"own 1.2.3.0"}""", await server.Http.GetStringAsync("/asking"));
    }

    [Fact]
    public async Task Its_own_version_wins_over_one_that_the_program_has()
    {
        using var folder = new TemporaryFolder();
        var plugin = Plugin(folder, WrittenPlugin.Library(folder, "YamlDotNet", "99.0.0.0"));
        await using var server = await PluginLoader.Load([plugin]).Serve(yaml: "responses: {hi: hello}");

        Assert.True(typeof(Mark).Assembly.GetName().Version!.Major < 99);
        Assert.Equal("""{"words":"own 99.0.0.0"}""", await server.Http.GetStringAsync("/asking"));
    }

    [Fact]
    public async Task Two_plugins_have_each_their_own_version()
    {
        using var one = new TemporaryFolder();
        using var two = new TemporaryFolder();
        var first = Plugin(one, WrittenPlugin.Library(one, "Lonely", "1.0.0.0"));
        var library = MetadataReference.CreateFromFile(WrittenPlugin.Library(two, "Lonely", "2.0.0.0"));
        var second = WrittenPlugin.Write(two, "Second", Asking.Replace("asking", "second", StringComparison.Ordinal), WrittenPlugin.Engine, library);
        await using var server = await PluginLoader.Load([first, second]).Serve();

        Assert.Equal("""{"words":"own 1.0.0.0"}""", await server.Http.GetStringAsync("/asking"));
        Assert.Equal("""{"words":"own 2.0.0.0"}""", await server.Http.GetStringAsync("/second"));
    }

    // The handler alone uses it: without a look at start, the first request would find out.
    [Fact]
    public void One_whose_dependency_is_missing_is_refused_with_what_to_do()
    {
        using var folder = new TemporaryFolder();
        var library = WrittenPlugin.Library(folder, "Lonely", "1.2.3.0");
        var plugin = Plugin(folder, library);
        File.Delete(library);

        AssertRefused(
            plugin,
            $"{plugin}: it needs Lonely 1.2.3, which is not beside it. Publish the plug-in (dotnet publish), so that its dependencies are.");
    }

    [Fact]
    public void One_built_against_a_newer_MockLlm_is_told_which_there_is()
    {
        using var folder = new TemporaryFolder();
        var host = typeof(Engine.LlmProvider).Assembly.GetName().Version!;
        var newer = WrittenPlugin.Library(folder, "MockLlm.Providers", $"{host.Major}.{host.Minor + 1}.0.0");
        var plugin = Plugin(folder, newer);

        AssertRefused(
            plugin,
            $"{plugin}: it was built against MockLlm.Providers {host.Major}.{host.Minor + 1}.0, MockLlm comes with {host.ToString(3)}. Build it against that or an older one.");
    }

    private static string Plugin(TemporaryFolder folder, string library) =>
        WrittenPlugin.Write(folder, "Asking", Asking, WrittenPlugin.Engine, MetadataReference.CreateFromFile(library));

    private static void AssertRefused(string plugin, string message) =>
        Assert.Equal(message, Assert.Throws<InvalidProviderException>(() => PluginLoader.Load([plugin])).Message);
}
