using System.Runtime;
using MockLlm.Engine.Configuration;
using MockLlm.Engine.Handlers;
using MockLlm.Engine.Tokenization;
using MockLlm.Providers;
using MockLlm.Web.Hosting;
using MockLlm.Web.Lifetime;

namespace MockLlm.Web.WarmUp;

/// <summary>
/// Runs requests until the code that serves them is compiled well, so that the first requests of a client are as fast as later ones. They
/// go to a server of their own in this process, on a free port of the loopback address. It has the built-in providers and no
/// configuration. So nothing that the other server counts, keeps or logs knows of them.
/// </summary>
/// <param name="tokenizers">Count tokens.</param>
internal sealed class WarmUpRun(Tokenizers tokenizers)
{
    // Two keep the server at work and leave the runtime time to compile.
    private const int Clients = 2;

    // The runtime compiles hundreds of methods in such a time, and a few when almost nothing is left to compile.
    private const int Few = 20;

    // It pauses between its rounds.
    private const int QuietLooks = 3;

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);

    /// <summary>The most time that a warm-up takes.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);

    /// <summary>Warms up until the code is compiled, for at most <see cref="Longest"/>. The server is not ready before.</summary>
    /// <param name="server">The server that clients use.</param>
    public async Task Run(WebApplication server)
    {
        try
        {
            await Run(Longest, server.Lifetime.ApplicationStopping).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
        catch (Exception failure)
        {
            server.Services.GetRequiredService<ILogger<WarmUpRun>>().LogWarning(
                "The warm-up failed, so the first requests may take longer: {Reason}", failure.Message);
        }
        finally
        {
            server.Services.GetRequiredService<Readiness>().EndWarmUp();
        }
    }

    /// <summary>Runs the requests again and again.</summary>
    /// <param name="limit">For how long at most.</param>
    /// <param name="stop">Ends it earlier.</param>
    /// <returns>The number of answers.</returns>
    public async Task<int> Run(TimeSpan limit, CancellationToken stop)
    {
        var options = new StartOptions { Port = 0, Providers = ProviderDiscovery.Find(BuiltInProviders.Assembly), Snapshot = Configuration(), LogLevel = LogLevel.None };
        await using var server = await MockLlmApp.Build(options, tokenizers).ConfigureAwait(false);
        await server.App.StartAsync(stop).ConfigureAwait(false);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        over.CancelAfter(limit);
        using var http = new HttpClient { BaseAddress = new(server.App.Urls.First()) };
        var asking = Task.WhenAll(Enumerable.Range(0, Clients).Select(client => Ask(http, client, over.Token)));
        await UntilCompiled(over.Token).ConfigureAwait(false);
        await over.CancelAsync().ConfigureAwait(false);
        var answers = await asking.ConfigureAwait(false);
        await server.App.StopAsync(CancellationToken.None).ConfigureAwait(false);
        return answers.Sum();
    }

    // Without a drain, it ends at once.
    private static Snapshot Configuration() => Snapshot.Default with { Server = new ServerSettings() with { Drain = TimeSpan.Zero } };

    // The runtime compiles a method again when it has been called often.
    private static async Task UntilCompiled(CancellationToken over)
    {
        var compiled = JitInfo.GetCompiledMethodCount();
        for (var quiet = 0; quiet < QuietLooks && !over.IsCancellationRequested;)
        {
            await Task.Delay(Look, TimeProvider.System, over).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            var before = compiled;
            compiled = JitInfo.GetCompiledMethodCount();
            quiet = compiled - before > Few ? 0 : quiet + 1;
        }
    }

    private static async Task<int> Ask(HttpClient http, int client, CancellationToken over)
    {
        var answers = 0;
        for (var next = client; !over.IsCancellationRequested; next++)
        {
            try
            {
                using var message = WarmUpRequest.All[next % WarmUpRequest.All.Count].Message();
                using var answer = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, over).ConfigureAwait(false);
                await answer.Content.CopyToAsync(Stream.Null, over).ConfigureAwait(false);
                answers += answer.IsSuccessStatusCode ? 1 : 0;
            }
            catch (OperationCanceledException)
            {
                return answers;
            }
        }

        return answers;
    }
}
