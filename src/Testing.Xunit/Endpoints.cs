using System.Text.Json;
using System.Text.RegularExpressions;

namespace MockLlm.Testing.Xunit;

/// <summary>What a server's providers say that they serve.</summary>
internal static partial class Endpoints
{
    public static async Task<IReadOnlyList<(string Method, string Path)>> Of(MockLlmServer server)
    {
        using var providers = JsonDocument.Parse(await server.Client.GetStringAsync("/providers").ConfigureAwait(true));
        return
        [
            .. from provider in providers.RootElement.EnumerateObject()
               from endpoint in provider.Value.GetProperty("endpoints").EnumerateArray()
               select (endpoint.GetProperty("method").GetString()!, endpoint.GetProperty("path").GetString()!),
        ];
    }

    /// <summary>A path with something in place of its route parameters.</summary>
    public static string Fill(string path) => RouteParameter().Replace(path, "any");

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex RouteParameter();
}
