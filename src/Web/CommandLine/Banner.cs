using System.Globalization;
using System.Text;
using MockLlm.Engine.Handlers;
using MockLlm.Web.Hosting;

namespace MockLlm.Web.CommandLine;

/// <summary>The text that is printed at start: the address, the providers with their routes, and a curl command to try.</summary>
internal static class Banner
{
    private const string Question = """{"role":"user","content":"what is 2+2?"}""";

    public static string Of(StartOptions options, string address)
    {
        var served = options.Providers.Where(provider => options.Snapshot.IsEnabled(provider.Name)).ToList();
        var text = new StringBuilder($"\nMockLlm {typeof(Banner).Assembly.GetName().Version?.ToString(3)} serves on {address}\n{Source(options)}\n\n");
        foreach (var provider in served)
        {
            text.Append(CultureInfo.InvariantCulture, $"  {provider.Name}: {provider.Description}\n");
            foreach (var endpoint in provider.Endpoints)
            {
                text.Append(CultureInfo.InvariantCulture, $"    {endpoint.Method,-6} {endpoint.Path}\n");
            }
        }

        return text.Append(CultureInfo.InvariantCulture, $"\nTry it:\n  {Curl(served, address)}\n\nCtrl+C stops it.\n").ToString();
    }

    private static string Source(StartOptions options)
    {
        var edits = options.Reload ? "edits are live" : "read once";
        var (responses, rules, faults) = (options.Snapshot.Responses.Count, options.Snapshot.Rules.All.Count, options.Snapshot.Faults.All.Count);
        return options.FirstLoad is null
            ? "No responses file: every prompt gets the default answer. Write ./responses.yml or give one with --responses."
            : $"{responses} responses, {rules} rules and {faults} faults from {options.File} ({edits})";
    }

    private static string Curl(IEnumerable<ProviderRegistration> providers, string address)
    {
        const string Chat = "/v1/chat/completions", Messages = "/v1/messages";
        var paths = providers.SelectMany(provider => provider.Endpoints).Select(endpoint => endpoint.Path).ToHashSet();
        return paths.Contains(Chat)
            ? $$"""curl {{address}}{{Chat}} -H 'content-type: application/json' -d '{"model":"gpt-4o","messages":[{{Question}}]}'"""
            : paths.Contains(Messages)
            ? $$"""curl {{address}}{{Messages}} -H 'content-type: application/json' -H 'anthropic-version: 2023-06-01' -d '{"model":"claude-sonnet-5-5","max_tokens":100,"messages":[{{Question}}]}'"""
            : $"curl {address}/providers";
    }
}
