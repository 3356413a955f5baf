using MockLlm.Engine.Configuration;
using MockLlm.Engine.Configuration.Live;
using MockLlm.Engine.Identity;
using MockLlm.Engine.Yaml;

namespace MockLlm.Web.Control;

/// <summary>Finds what a control request is about: the whole server, or the scope that it names in a header, its path or its query.</summary>
/// <param name="live">The live changes of the whole server.</param>
/// <param name="scopes">The scopes in use.</param>
internal sealed class LiveTarget(LiveConfig live, LiveScopes scopes)
{
    private const string QueryName = "scope";

    /// <summary>Wraps a route that reads or changes the live changes.</summary>
    public ControlRoute Of(Func<LiveLayer, HttpContext, YamlNode?, ControlAnswer> route) => (http, body) => new(
        Mistake(http) is { } mistake ? ControlAnswer.Invalid(mistake)
        : NameIn(http) is { } name ? scopes.In(name, layer => route(layer, http, body))
        : route(live, http, body));

    /// <summary>Why the scope of a request cannot be used, or null if it can or if the request names none.</summary>
    public static string? Mistake(HttpContext http) =>
        NameIn(http) is { } name && !ScopeName.IsValid(name) ? $"The scope cannot have this name: {ScopeName.Expected}." : null;

    /// <summary>The scope that a request names, or null if it names none.</summary>
    public static string? NameIn(HttpContext http) => http.Request.Headers.TryGetValue(ScopeName.HeaderName, out var header)
        ? header.ToString()
        : http.Request.Query.TryGetValue(QueryName, out var query) ? query.ToString() : null;

    /// <summary>The configuration that a request is about. A scope with an unusable name is taken for the whole server.</summary>
    public Snapshot SnapshotFor(HttpContext http) =>
        NameIn(http) is { } name && ScopeName.IsValid(name) ? scopes.For(name) : live.Snapshots.Current;

    /// <summary>Forgets a scope and all that was counted for it.</summary>
    public void Reset(string scope) => scopes.Reset(scope);

    /// <summary>Undoes all live changes, and forgets all scopes.</summary>
    public void ResetAll()
    {
        live.Reset();
        scopes.ResetAll();
    }
}
