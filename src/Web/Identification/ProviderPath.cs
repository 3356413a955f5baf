using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.Routing.Template;
using MockLlm.Engine.Admission;
using MockLlm.Engine.Handlers;

namespace MockLlm.Web.Identification;

/// <summary>An endpoint with the provider it belongs to and its path, ready to be matched.</summary>
internal sealed class ProviderPath(ProviderRuntime runtime, BoundEndpoint endpoint, RoutePattern pattern)
{
    private readonly TemplateMatcher _matcher = new(new RouteTemplate(pattern), []);

    public ProviderRuntime Runtime { get; } = runtime;

    public BoundEndpoint Endpoint { get; } = endpoint;

    /// <summary>The literal segments that the path begins with.</summary>
    public IReadOnlyList<string> Literals { get; } =
    [
        .. pattern.PathSegments
            .TakeWhile(segment => segment.IsSimple && segment.Parts[0] is RoutePatternLiteralPart)
            .Select(segment => ((RoutePatternLiteralPart)segment.Parts[0]).Content),
    ];

    /// <summary>Calls a request's route parameters as this path does.</summary>
    public void NameParameters(HttpContext http)
    {
        var values = new RouteValueDictionary();
        Matches(http.Request.Path, values);
        http.Request.RouteValues = values;
    }

    /// <summary>Whether a request's path is this one; its parameters go to <paramref name="values"/>.</summary>
    public bool Matches(PathString path, RouteValueDictionary values) => _matcher.TryMatch(path, values);
}
