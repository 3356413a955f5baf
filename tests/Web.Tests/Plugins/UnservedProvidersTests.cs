using System.Net;
using MockLlm.Engine.Configuration;
using MockLlm.Engine.Handlers;
using MockLlm.Engine.Plugins;
using MockLlm.Web.CommandLine;

namespace MockLlm.Web.Tests.Plugins;

/// <summary>What is said of the classes of a plug-in that are not served, and of all that is wrong with it.</summary>
public sealed class UnservedProvidersTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_class_without_a_mark_and_a_provider_without_routes_are_warned_of()
    {
        var file = Write("""
            using MockLlm.Engine;
            namespace My;

            [RegisterProvider("good")]
            internal sealed class Good : Base { [Get("/good")] public object Answer() => "good"; }

            [RegisterProvider("routeless")]
            public sealed class Routeless : LlmProvider { public object Answer() => "nothing"; }

            public sealed class Unmarked : LlmProvider { [Get("/unmarked")] public object Answer() => "nothing"; }

            public class Base : LlmProvider { }

            public abstract class Abstract : LlmProvider { }
            """);
        var warnings = new List<string>();

        var loaded = PluginLoader.Load([file], warnings.Add);

        Assert.Equal(["good", "routeless"], loaded.Select(provider => provider.Name));
        Assert.Equal(
            [
                $"{file}: My.Unmarked derives from LlmProvider but is not served: put [RegisterProvider(\"name\")] on it.",
                $"{file}: My.Routeless serves nothing, because it has no routes: mark its handlers with [Post(\"/path\")] or [Get(\"/path\")].",
            ],
            warnings.AsEnumerable());
    }

    [Fact]
    public async Task The_commands_show_the_warnings()
    {
        var file = Write("""
            using MockLlm.Engine;

            [RegisterProvider("routeless")]
            public sealed class Routeless : LlmProvider { }
            """);
        var line = $"mockllm: {file}: Routeless serves nothing, because it has no routes: mark its handlers with [Post(\"/path\")] or [Get(\"/path\")].\n";

        var providers = await Run("providers", "--providers", file);
        var validate = await Run("validate", "--providers", file, _folder.Write("r.yml", "responses: {}"));

        Assert.Equal((0, ""), (providers.ExitCode, providers.Error));
        Assert.StartsWith(line, providers.Output, StringComparison.Ordinal);
        Assert.Equal(0, validate.ExitCode);
        Assert.StartsWith(line, validate.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_internal_provider_is_served()
    {
        var file = Write("""
            using MockLlm.Engine;

            [RegisterProvider("hidden")]
            internal sealed class Hidden : LlmProvider
            {
                [Post("/hidden")] internal Answer Ask(Question question) => new(question.Text + "!");
                internal sealed record Question(string Text);
                internal sealed record Answer(string Text);
            }
            """);
        await using var server = await Start(file);

        using var answer = await server.Http.PostAsync("/hidden", new StringContent("""{"text": "hi"}""", null, "application/json"));

        Assert.Equal((HttpStatusCode.OK, """{"text":"hi!"}"""), (answer.StatusCode, await answer.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task All_mistakes_of_all_plugins_are_said_at_once_each_in_a_line()
    {
        var broken = Write("""
            using MockLlm.Engine;
            namespace My;

            [RegisterProvider("Bad Name", Settings = typeof(Recursive))]
            public sealed class Many : LlmProvider
            {
                [Get("no-slash")] public object First() => "";
                [Get("/static")] public static object Second() => "";
                [Get("/twice")] public object Third() => "";
                [Get("/twice")] public object Fourth() => "";
                public override System.Collections.Generic.IReadOnlyList<string> SupportedModels => throw new System.InvalidOperationException("No\nmodels.");
            }

            public sealed record Recursive(int Depth, Recursive Inner);

            [RegisterProvider("other")]
            public sealed class Needy : LlmProvider { public Needy(int number) { } }
            """);
        var text = _folder.Write("text.dll", "not an assembly");

        var (code, output, error) = await Run("providers", "--providers", broken, text, "no/such.dll");

        Assert.Equal((1, ""), (code, output));
        Assert.Collection(
            error.TrimEnd().Split('\n'),
            line => Assert.StartsWith($"mockllm: {text} cannot be loaded: it is not a .NET assembly;", line, StringComparison.Ordinal),
            line => Assert.Equal($"mockllm: {broken}: My.Many is named 'Bad Name': a provider's name is made of lower-case letters, digits, '-' and '_'.", line),
            line => Assert.Equal($"mockllm: {broken}: My.Many.First cannot be a handler: its path 'no-slash' must begin with '/'.", line),
            line => Assert.Equal($"mockllm: {broken}: My.Many.Second cannot be a handler: it is static; make it an instance method.", line),
            line => Assert.Equal($"mockllm: {broken}: My.Many.Third and Fourth both serve GET /twice. Remove one or change its path.", line),
            line => Assert.Equal($"mockllm: {broken}: The settings of My.Many cannot be filled: My.Recursive contains itself; a settings record cannot be recursive.", line),
            line => Assert.Equal($"mockllm: {broken}: My.Many.SupportedModels threw: No models.", line),
            line => Assert.Equal($"mockllm: {broken}: My.Needy needs a public constructor without parameters.", line),
            line => Assert.Equal("mockllm: there is no plug-in no/such.dll: give a DLL or a folder of them.", line));
    }

    [Fact]
    public void All_assemblies_that_are_missing_are_said_at_once()
    {
        using var elsewhere = new TemporaryFolder();
        var one = WrittenPlugin.Library(elsewhere, "OneLibrary", "1.0.0.0");
        var file = WrittenPlugin.Write(
            _folder,
            "Needing",
            """
            [MockLlm.Engine.RegisterProvider("needing")]
            public sealed class Needing : MockLlm.Engine.LlmProvider { [MockLlm.Engine.Get("/needing")] public object Get() => Own.Words() + Other.Words(); }
            """,
            WrittenPlugin.Engine,
            Microsoft.CodeAnalysis.MetadataReference.CreateFromFile(one),
            Microsoft.CodeAnalysis.MetadataReference.CreateFromFile(WrittenPlugin.Write(
                elsewhere, "TwoLibrary", "public static class Other { public static string Words() => \"other\"; }")));

        var refused = Assert.Throws<InvalidProviderException>(() => PluginLoader.Load([file]));

        Assert.Equal(2, refused.Mistakes.Count);
        Assert.All(refused.Mistakes, mistake => Assert.Contains("which is not beside it", mistake, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Two_names_that_are_taken_twice_are_both_said()
    {
        const string Code = """
            using MockLlm.Engine;

            [RegisterProvider("openai")]
            public sealed class First : LlmProvider { [Get("/first")] public object Answer() => ""; }

            [RegisterProvider("anthropic")]
            public sealed class Second : LlmProvider { [Get("/second")] public object Answer() => ""; }
            """;

        var (code, _, error) = await Run("providers", "--providers", Write(Code));

        Assert.Equal(1, code);
        Assert.Collection(
            error.TrimEnd().Split('\n'),
            line => Assert.StartsWith("mockllm: Two providers are named 'openai': ", line, StringComparison.Ordinal),
            line => Assert.StartsWith("mockllm: Two providers are named 'anthropic': ", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Enums_of_a_plugin_are_texts_in_bodies_replies_and_settings()
    {
        var file = Write("""
            using MockLlm.Engine;

            public enum Mood { VeryGood, SoSo }

            public sealed record Question(Mood Mood);

            public sealed record Own(Mood Usual = Mood.SoSo);

            [RegisterProvider("moody", Settings = typeof(Own))]
            public sealed class Moody : LlmProvider
            {
                [Post("/moody")] public object Ask(Question question, Own settings) => new { question.Mood, settings };
            }
            """);
        await using var server = await Start(file, "providers: {moody: {settings: {usual: very_good}}}");

        Assert.Equal("""{"mood":"so_so","settings":{"usual":"very_good"}}""", await Ask(server, """{"mood": "so_so"}"""));
        Assert.Contains("'mood' must be one of 'very_good', 'so_so', not 'bad'.", await Ask(server, """{"mood": "bad"}"""), StringComparison.Ordinal);
        var wrong = SnapshotReader.Read("providers: {moody: {settings: {usual: good}}}", [PluginLoader.Load([file])[0].Known]);
        Assert.Equal("providers.moody.settings.usual is good: it must be very_good or so_so", Assert.Single(wrong.Errors).Message);
        Assert.Contains("very_good", await server.Http.GetStringAsync("/_mockllm/config?provider=moody"), StringComparison.Ordinal);
    }

    private string Write(string code) => WrittenPlugin.Write(_folder, "Written" + Guid.NewGuid().ToString("N"), code, WrittenPlugin.Engine);

    private static async Task<TestServer> Start(string file, string yaml = "")
    {
        var loaded = PluginLoader.Load([file]);
        return await TestServer.Start(
            options => options with
            {
                Providers = [.. options.Providers, .. loaded],
                Snapshot = SnapshotReader.Read(yaml, [.. options.Providers.Concat(loaded).Select(provider => provider.Known)]).Snapshot!,
            });
    }

    private static async Task<string> Ask(TestServer server, string body)
    {
        using var answer = await server.Http.PostAsync("/moody", new StringContent(body, null, "application/json"));
        return await answer.Content.ReadAsStringAsync();
    }

    private static async Task<(int ExitCode, string Output, string Error)> Run(params string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var code = await MockLlmCommand.Run(args, TestServer.Tokenizers, output, error);
        return (code, output.ToString(), error.ToString());
    }
}
