using MockLlm.Engine;
using MockLlm.Engine.Admission;
using MockLlm.Engine.Configuration;
using MockLlm.Engine.Handlers;
using MockLlm.Engine.Identity;
using MockLlm.Engine.Yaml;
using MockLlm.Web.ProviderChoice;
using MockLlm.Web.Reading;
using MockLlm.Web.Replies;
using MockLlm.Web.Writing;

namespace MockLlm.Web.Routes;

/// <summary>
/// Answers requests that no provider serves, in the shape of the provider whose routes share the most literal segments with the path. If
/// two providers share as many, a provider that requires a header (such as Anthropic's <c>anthropic-version</c>) wins if the header was
/// sent, and loses if it was not. If it is clear which route the client meant, the provider of that route answers and names it.
/// </summary>
/// <param name="routes">All routes of the providers.</param>
/// <param name="own">The paths of the routes about the server itself.</param>
/// <param name="snapshots">The configuration in force.</param>
/// <param name="responses">Writes refusals.</param>
/// <param name="refusals">Logs the requests that are near no provider.</param>
internal sealed class UnknownPaths(
    IReadOnlyList<ProviderPath> routes, IReadOnlySet<string> own, Snapshots snapshots, ResponseWriter responses, RefusalLog refusals)
{
    private const int ShownCharacters = 100;

    private readonly MeantPaths _meant = new(routes, snapshots);

    public Task Serve(HttpContext http)
    {
        var path = http.Request.Path;
        var methods = routes
            .Where(route => snapshots.Current.IsEnabled(route.Runtime.Provider.Name) && route.Matches(path, []))
            .Select(route => route.Endpoint.Method)
            .Distinct()
            .ToList();
        // A path of the server itself is meant as it is.
        var meant = methods.Count > 0 || own.Contains((path.Value ?? "").TrimEnd('/')) ? null : _meant.Of(http);
        if (HttpMethods.IsOptions(http.Request.Method) && (meant?.Methods ?? methods) is { Count: > 0 } allowed)
        {
            return Preflight.Answer(http, allowed);
        }

        // If the method is served but a required header is missing, the path counts as unknown.
        var others = methods.Contains(http.Request.Method) ? [] : methods;
        var advice = others.Count > 0 ? "" : meant?.Advice ?? Reason(http);
        return (meant?.Runtime ?? Nearest(http)) is { } provider ? Refuse(http, provider, others, advice) : NoProvider(http);
    }

    // Why a path that a provider has is not served.
    private string Reason(HttpContext http)
    {
        var here = routes.Where(route => route.Endpoint.Method == http.Request.Method && route.Matches(http.Request.Path, [])).ToList();
        return here.Find(route => route.Endpoint.Header is { } header && !http.Request.Headers.ContainsKey(header)) is { Endpoint.Header: { } missing }
            && here.TrueForAll(route => snapshots.Current.IsEnabled(route.Runtime.Provider.Name))
            ? $"The header {missing} is missing."
            : here.Find(route => !snapshots.Current.IsEnabled(route.Runtime.Provider.Name)) is { } disabled
            ? $"The provider {disabled.Runtime.Provider.Name} is not enabled."
            : "";
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

    private Task Refuse(HttpContext http, ProviderRuntime provider, List<string> methods, string advice)
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
            wording => methods.Count > 0 ? wording.Method(head, allowed) : With(wording.Path(head), advice),
            RequestKey.Of(provider.Provider.Name, scope: "", head, []),
            advice);
    }

    private static Problem With(Problem problem, string advice) =>
        advice.Length == 0 ? problem : problem with { Message = $"{problem.Message.TrimEnd('.')}. {advice}" };

    private Task NoProvider(HttpContext http)
    {
        var (method, path) = (KeyPath.Shown(http.Request.Method), KeyPath.Shown(http.Request.Path.Value ?? "/", ShownCharacters));
        var isOwn = own.Contains(path.TrimEnd('/'));
        var problem = isOwn
            ? new Problem(StatusCodes.Status405MethodNotAllowed, ErrorKind.InvalidRequest, $"{path} accepts GET and HEAD, not {method}.")
            : Problem.Of(ErrorKind.NotFound, $"There is no {method} {path}. GET /providers lists the providers and their routes.");
        if (isOwn)
        {
            http.Response.Headers.Allow = "GET, HEAD";
        }

        http.Response.StatusCode = problem.Status;
        refusals.Note(http.Request, provider: null, problem);
        return http.Response.WriteAsJsonAsync(new { error = new { type = problem.Kind, message = problem.Message } });
    }
}
