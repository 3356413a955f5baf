using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.Routing.Template;
using MockLlm.Engine.Admission;
using MockLlm.Engine.Handlers;

namespace MockLlm.Web.ProviderChoice;

/// <summary>An endpoint of a provider, with a matcher for its path.</summary>
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

    /// <summary>Gives a request's route parameters the names that this path has for them.</summary>
    public void NameParameters(HttpContext http)
    {
        var values = new RouteValueDictionary();
        Matches(http.Request.Path, values);
        http.Request.RouteValues = values;
    }

    /// <summary>Whether a request's path matches this one. The route parameters are added to <paramref name="values"/>.</summary>
    public bool Matches(PathString path, RouteValueDictionary values) => _matcher.TryMatch(path, values);
}
