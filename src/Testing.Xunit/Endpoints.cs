using System.Text.Json;
using System.Text.RegularExpressions;

namespace MockLlm.Testing.Xunit;

/// <summary>Reads the endpoints of a server's providers.</summary>
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

    /// <summary>Fills the route parameters of a path with a value.</summary>
    public static string Fill(string path) => RouteParameter().Replace(path, "any");

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex RouteParameter();
}
