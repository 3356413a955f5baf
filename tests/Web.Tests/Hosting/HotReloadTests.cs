using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MockLlm.Engine.Configuration.Files;
using MockLlm.Engine.Tests.Pacing;
using MockLlm.Web.Hosting;
using MockLlm.Web.Tests.Writing;

namespace MockLlm.Web.Tests.Hosting;

public sealed class HotReloadTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task An_edit_is_served()
    {
        await using var server = await Start("responses: {hi: before}", TimeProvider.System);
        Assert.Equal("before", await Ask(server));

        Edit("responses: {hi: after}");

        await Answers(server, "after");
    }

    [Fact]
    public async Task A_broken_edit_keeps_the_old_answers_and_ready_says_what_is_wrong_until_it_is_repaired()
    {
        await using var server = await Start("responses: {hi: before}", TimeProvider.System);

        Edit("responses: {hi: broken}\nsettings:\n  lag_factor: -1\n  lag_enabled: maybe\n");
        await Eventually.Holds(async () => (await Errors(server)).Count == 2, () => "The errors were never shown.");

        var errors = await Errors(server);
        Assert.Equal([(3, 15), (4, 16)], errors.Select(error => (error.GetProperty("line").GetInt32(), error.GetProperty("column").GetInt32())));
        Assert.Contains("lag_factor", errors[0].GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Contains("lag_enabled", errors[1].GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal("before", await Ask(server));

        Edit("responses: {hi: repaired}");
        await Answers(server, "repaired");
        Assert.Empty(await Errors(server));
    }

    [Fact]
    public async Task A_missing_file_is_a_broken_edit()
    {
        await using var server = await Start("responses: {hi: before}", TimeProvider.System);

        Edit(null);
        await Eventually.Holds(async () => (await Errors(server)).Count == 1, () => "The error was never shown.");

        Assert.Equal("before", await Ask(server));
    }

    [Fact]
    public async Task An_empty_file_configures_nothing_as_it_does_at_the_start()
    {
        await using var server = await Start("responses: {hi: before}", TimeProvider.System);

        Edit("");
        await Answers(server, "I don't know the answer to that. This is a mock response.");

        Assert.Empty(await Errors(server));
    }

    [Fact]
    public async Task A_named_pipe_in_place_of_the_file_is_an_error_of_ready_until_a_file_is_back()
    {
        await using var server = await Start("responses: {hi: before}", TimeProvider.System);

        Edit(null);
        System.Diagnostics.Process.Start("mkfifo", File)!.WaitForExit();
        await Eventually.Holds(
            async () => (await Errors(server)).Any(error => error.GetProperty("message").GetString() == "the file cannot be read: it is a named pipe, not a file"),
            () => "The error was never shown.");
        Assert.Equal("before", await Ask(server));

        Edit(null);
        Edit("responses: {hi: after}");
        await Answers(server, "after");
        Assert.Empty(await Errors(server));
    }

    [Fact]
    public async Task A_file_that_appears_later_is_served()
    {
        await using var server = await Start(null, TimeProvider.System);
        Assert.StartsWith("I don't know", await Ask(server), StringComparison.Ordinal);

        Edit("responses: {hi: there}");

        await Answers(server, "there");
    }

    [Fact]
    public async Task A_stream_under_way_ends_as_it_began()
    {
        var time = new ObservedTime();
        await using var server = await Start("responses: {hi: before}\nsettings: {lag_enabled: true, lag_factor: 0.0000001}", time);
        using var client = await RawConnection.Post(server.Url, "/v1/chat/completions", Chats.Hi("/v1/chat/completions", stream: true));
        await time.NextWait();

        var before = server.Snapshots.Current;
        Edit("responses: {hi: after}\nsettings: {lag_enabled: false}");
        await Eventually.Holds(
            async () =>
            {
                time.Advance(FileWatch.Stillness);
                await server.Http.GetStringAsync("/health");
                return server.Snapshots.Current != before;
            },
            () => "The edit was never put into force.");

        Assert.Equal("after", await Ask(server));
        Assert.False(client.HasBytes);
        time.Advance(TimeSpan.FromDays(1000));
        await client.Head();
        var body = await client.Rest();
        Assert.True(body.IsWhole);
        var events = body.Text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("before", string.Concat(events.Select(Delta)));
    }

    [Fact]
    public async Task Without_reload_an_edit_is_not_looked_at()
    {
        await using var server = await Start("responses: {hi: before}", TimeProvider.System, reload: false);
        await using var other = await Start("responses: {hi: before}", TimeProvider.System);

        Edit("responses: {hi: after}");

        await Answers(other, "after");
        Assert.Equal("before", await Ask(server));
    }

    public void Dispose() => _folder.Dispose();

    private string File => Path.Combine(_folder.Path, "responses.yml");

    private void Edit(string? text)
    {
        if (text is null)
        {
            System.IO.File.Delete(File);
        }
        else
        {
            System.IO.File.WriteAllText(File, text);
        }
    }

    private async Task<TestServer> Start(string? text, TimeProvider time, bool reload = true)
    {
        Edit(text);
        return await TestServer.Start(options => Configured(options) with { Time = time, Reload = reload });
    }

    private StartOptions Configured(StartOptions options)
    {
        var load = System.IO.File.Exists(File) ? ConfigFile.Load(File, [.. options.Providers.Select(provider => provider.Known)]) : null;
        return options with { File = File, FirstLoad = load, Snapshot = load?.Reading.Snapshot ?? options.Snapshot };
    }

    private static Task Answers(TestServer server, string text)
    {
        string? seen = null;
        return Eventually.Holds(async () => (seen = await Ask(server)) == text, () => $"The answer stayed '{seen}' and never became '{text}'.");
    }

    private static async Task<string?> Ask(TestServer server)
    {
        using var body = new StringContent(Chats.Hi("/v1/chat/completions", stream: false), System.Text.Encoding.UTF8, "application/json");
        using var answer = await server.Http.PostAsync("/v1/chat/completions", body);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>())
            .GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString();
    }

    private static async Task<IReadOnlyList<JsonElement>> Errors(TestServer server)
    {
        using var ready = await server.Http.GetAsync("/ready");
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        return [.. (await ready.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").EnumerateArray()];
    }

    private static string? Delta(string line)
    {
        if (line == "data: [DONE]")
        {
            return null;
        }

        var delta = JsonSerializer.Deserialize<JsonElement>(line["data: ".Length..]).GetProperty("choices")[0].GetProperty("delta");
        return delta.TryGetProperty("content", out var content) ? content.GetString() : null;
    }
}
