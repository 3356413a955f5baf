using System.Net.Http.Json;
using System.Text.Json;
using MockLlm.Engine;
using MockLlm.Engine.Configuration.Files;

namespace MockLlm.Web.Tests.Hosting;

/// <summary>Edits of <c>providers.NAME.settings</c> in a file, as the provider's handler sees them.</summary>
public sealed class SettingsReloadTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task An_edit_of_the_settings_reaches_the_handler_and_the_provider_goes_on()
    {
        await using var server = await Start("providers: {tuned: {settings: {tone: dry}}}");
        Assert.Equal(new Heard("dry", "dry", Calls: 1), await Ask(server));

        Edit("providers: {tuned: {settings: {tone: warm}}}");
        var heard = await Hears(server, "warm");

        Assert.Equal("warm", heard.ByMock);
        Assert.True(heard.Calls > 1);
        Assert.Equal(0, server.Counts("tuned").Restarts);
    }

    [Fact]
    public async Task Settings_that_are_taken_out_of_the_file_are_the_defaults_again()
    {
        await using var server = await Start("providers: {tuned: {settings: {tone: dry}}}");

        Edit("responses: {hi: there}");

        await Hears(server, "plain");
    }

    [Fact]
    public async Task Settings_that_do_not_fit_their_record_leave_the_old_ones_in_force()
    {
        await using var server = await Start("providers: {tuned: {settings: {tone: dry}}}");

        Edit("providers: {tuned: {settings: {tone: [1]}}}");
        await Eventually.Holds(
            async () => (await server.Http.GetFromJsonAsync<JsonElement>("/ready")).GetProperty("errors").GetArrayLength() == 1,
            () => "The error was never shown.");

        Assert.Equal("dry", (await Ask(server)).Tone);
    }

    public void Dispose() => _folder.Dispose();

    private string Edit(string text) => _folder.Write("responses.yml", text);

    private Task<TestServer> Start(string text) => TestServer.Start(
        options =>
        {
            var file = Edit(text);
            var load = ConfigFile.Load(file, [.. options.Providers.Select(provider => provider.Known)]);
            return options with { File = file, FirstLoad = load, Snapshot = load.Reading.Snapshot!, Reload = true };
        },
        providers: typeof(Tuned));

    private static async Task<Heard> Hears(TestServer server, string tone)
    {
        Heard? heard = null;
        await Eventually.Holds(
            async () => (heard = await Ask(server)).Tone == tone,
            () => $"The tone stayed '{heard?.Tone}' and never became '{tone}'.");
        return heard!;
    }

    private static async Task<Heard> Ask(TestServer server) =>
        (await server.Http.GetFromJsonAsync<Heard>("/tuned", new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower }))!;

    private sealed record Heard(string Tone, string ByMock, int Calls);

    private sealed record Tuning(string Tone = "plain");

    // Its count is lost where the provider is made anew.
    [RegisterProvider("tuned", Settings = typeof(Tuning))]
    private sealed class Tuned : LlmProvider
    {
        private int _calls;

        [Get("/tuned")]
        public object Answer(Tuning tuning, Mock mock) => new Heard(tuning.Tone, mock.Settings<Tuning>().Tone, ++_calls);
    }
}
