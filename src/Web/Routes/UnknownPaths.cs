using MockLlm.Engine;
using MockLlm.Engine.Admission;
using MockLlm.Engine.Configuration;
using MockLlm.Engine.Handlers;
using MockLlm.Engine.Identity;
using MockLlm.Web.ProviderChoice;
using MockLlm.Web.Reading;
using MockLlm.Web.Writing;

namespace MockLlm.Web.Routes;

/// <summary>
/// Answers requests that no provider serves, in the shape of the provider whose routes share the most literal segments with the path. If
/// two providers share as many, a provider that requires a header (such as Anthropic's <c>anthropic-version</c>) wins if the header was
/// sent, and loses if it was not.
/// </summary>
internal sealed class UnknownPaths(IReadOnlyList<ProviderPath> routes, Snapshots snapshots, ResponseWriter responses)
{
    public Task Serve(HttpContext http)
    {
        var path = http.Request.Path;
        var methods = routes
            .Where(route => snapshots.Current.IsEnabled(route.Runtime.Provider.Name) && route.Matches(path, []))
            .Select(route => route.Endpoint.Method)
            .Distinct()
            .ToList();
        if (methods.Count > 0 && HttpMethods.IsOptions(http.Request.Method))
        {
            return Preflight.Answer(http, methods);
        }

        // If the method is served but a required header is missing, the path counts as unknown.
        var others = methods.Contains(http.Request.Method) ? [] : methods;
        return Nearest(http) is { } provider ? Refuse(http, provider, others) : NoProvider(http);
    }

    private ProviderRuntime? Nearest(HttpContext http)
    {
        var segments = (http.Request.Path.Value ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries);
        return (
            from route in routes
            where snapshots.Current.IsEnabled(route.Runtime.Provider.Name)
            let shared = segments.Zip(route.Literals).TakeWhile(pair => pair.First == pair.Second).Count()
            where shared > 0
            group (shared, Condition: Condition(route.Endpoint, http)) by route.Runtime into provider
            orderby provider.Max(route => route.shared) descending,
                provider.Max(route => route.Condition) descending,
                provider.Min(route => route.Condition) descending
            select provider.Key).FirstOrDefault();
    }

    // 1 if a condition is met, 0 if there is none, -1 if one is not met.
    private static int Condition(BoundEndpoint endpoint, HttpContext http) =>
        endpoint.Header is null ? 0 : http.Request.Headers.ContainsKey(endpoint.Header) ? 1 : -1;

    private Task Refuse(HttpContext http, ProviderRuntime provider, List<string> methods)
    {
        var head = RequestHeadFactory.Of(http);
        var allowed = string.Join(", ", methods);
        if (methods.Count > 0)
        {
            http.Response.Headers.Allow = allowed;
        }

        return responses.Refuse(
            http,
            provider,
            wording => methods.Count > 0 ? wording.Method(head, allowed) : wording.Path(head),
            RequestKey.Of(provider.Provider.Name, head, []));
    }

    private static Task NoProvider(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status404NotFound;
        var message = $"There is no {http.Request.Method} {http.Request.Path}. GET /providers lists the providers and their routes.";
        return http.Response.WriteAsJsonAsync(new { error = new { type = ErrorKind.NotFound, message } });
    }
}
