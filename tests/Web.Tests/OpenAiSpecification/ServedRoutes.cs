using System.Text.RegularExpressions;
using MockLlm.Engine.Handlers;
using MockLlm.Providers.OpenAi;

namespace MockLlm.Web.Tests.OpenAiSpecification;

/// <summary>The routes of OpenAI's API that MockLlm serves, as the specification names them.</summary>
internal static partial class ServedRoutes
{
    private const string Version = "/v1";
    private const string VllmsOwn = "The route is vLLM's. Load generators call it.";

    /// <summary>The routes that MockLlm serves and the specification does not have, with the reason.</summary>
    public static IReadOnlyDictionary<string, string> Unspecified { get; } = new Dictionary<string, string>
    {
        ["GET /images/files/{}"] = "The URLs of the live API's images are on another host.",
        ["POST /tokenize"] = VllmsOwn,
        ["POST /detokenize"] = VllmsOwn,
        ["GET /version"] = VllmsOwn,
        ["GET /ping"] = VllmsOwn,
        ["POST /ping"] = VllmsOwn,
    };

    /// <summary>The operations of the specification that MockLlm serves.</summary>
    public static IEnumerable<(string Route, System.Text.Json.Nodes.JsonObject Operation)> All =>
        Specification.Published.Operations.Where(static one => Registered.Contains(Shape(WithoutQuery(one.Route))));

    /// <summary>The method and the path of each route, with <c>{}</c> for each parameter.</summary>
    public static IReadOnlySet<string> Registered { get; } = ProviderDiscovery.Register(typeof(OpenAiProvider)).Endpoints
        .Select(static endpoint => Shape($"{endpoint.Method} {WithoutVersion(endpoint.Path)}")).ToHashSet();

    public static string Shape(string route) => Parameter().Replace(route, "{}");

    /// <summary>The specification lists the variant of a route with a query as another path.</summary>
    public static string WithoutQuery(string route) => route.Split('?')[0];

    private static string WithoutVersion(string path) => path.StartsWith($"{Version}/", StringComparison.Ordinal) ? path[Version.Length..] : path;

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();
}
