using System.Text;
using MockLlm.Engine.Discovery;
using MockLlm.Web.Hosting;

namespace MockLlm.Web.CommandLine;

/// <summary>What a person sees at start: the address, the providers with their routes, and one curl to paste.</summary>
internal static class Banner
{
    public static string Of(StartOptions options, string address)
    {
        var text = new StringBuilder($"\nMockLlm {typeof(Banner).Assembly.GetName().Version?.ToString(3)} serves on {address}\n{Source(options)}\n\n");
        foreach (var provider in options.Providers.Where(provider => options.Snapshot.IsEnabled(provider.Name)))
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"  {provider.Name}: {provider.Description}\n");
            foreach (var endpoint in provider.Endpoints)
            {
                text.Append(System.Globalization.CultureInfo.InvariantCulture, $"    {endpoint.Method,-6} {endpoint.Path}\n");
            }
        }

        return text.Append(System.Globalization.CultureInfo.InvariantCulture, $"\nTry it:\n  {Curl(options.Providers, address)}\n\nCtrl+C stops it.\n").ToString();
    }

    private static string Source(StartOptions options)
    {
        var edits = options.Reload ? "edits are live" : "read once";
        return options.FirstLoad is null
            ? "No responses file: every prompt gets the default answer. Write ./responses.yml or give one with --responses."
            : $"Answers: {options.Snapshot.Responses.Count} from {options.File} ({edits})";
    }

    private static string Curl(IReadOnlyList<ProviderRegistration> providers, string address)
    {
        const string Chat = "/v1/chat/completions";
        return providers.SelectMany(provider => provider.Endpoints).Any(endpoint => endpoint.Path == Chat)
            ? $$"""curl {{address}}{{Chat}} -H 'content-type: application/json' -d '{"model":"gpt-4o","messages":[{"role":"user","content":"what is 2+2?"}]}'"""
            : $"curl {address}/providers";
    }
}
