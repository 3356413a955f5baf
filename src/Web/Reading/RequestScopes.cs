using System.Text.Json;
using MockLlm.Engine;
using MockLlm.Engine.Configuration;
using MockLlm.Engine.Configuration.Live;
using MockLlm.Engine.Identity;
using MockLlm.Engine.Json;

namespace MockLlm.Web.Reading;

/// <summary>Finds the scope of a request, and the configuration that is in force there.</summary>
/// <param name="scopes">The scopes in use.</param>
internal sealed class RequestScopes(LiveScopes scopes)
{
    /// <summary>The configuration for a request whose body was not read.</summary>
    /// <param name="head">The request's head.</param>
    /// <param name="server">The configuration of the whole server.</param>
    public Snapshot For(RequestHead head, Snapshot server) => For(Named(head, server) ?? OfTrace(head, server), server);

    /// <summary>The configuration for a request.</summary>
    /// <param name="head">The request's head.</param>
    /// <param name="server">The configuration of the whole server.</param>
    /// <param name="body">Parses the body. It is called only if the scope is in the body.</param>
    public Snapshot For(RequestHead head, Snapshot server, Func<ParsedBody> body)
    {
        var name = Named(head, server) ?? OfTrace(head, server);
        return For(name is null && server.ScopeFrom is ScopeSource.Body source ? In(body().Document, source) : name, server);
    }

    private static string? Named(RequestHead head, Snapshot server) => server.RequestControl ? ScopeName.Of(head) : null;

    private static string? OfTrace(RequestHead head, Snapshot server) => server.ScopeFrom is ScopeSource.Trace ? ScopeSource.Trace.Of(head) : null;

    private static string? In(JsonDocument? body, ScopeSource.Body source)
    {
        if (body is null)
        {
            return null;
        }

        var value = body.RootElement;
        foreach (var name in source.Pointer)
        {
            if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty(name, out value))
            {
                return null;
            }
        }

        return value.ValueKind == JsonValueKind.String ? value.GetString() : null;
    }

    private Snapshot For(string? name, Snapshot server) => name is not null && ScopeName.IsValid(name) ? scopes.For(name) : server;
}
