using System.Text.Json;

namespace MockLlm.Providers.Shared;

/// <summary>Answers <c>GET /v1/models/{id}</c>.</summary>
internal static class ModelLookup
{
    /// <param name="mock">The mock of the request.</param>
    /// <param name="write">Writes a model as its vendor shows it.</param>
    /// <param name="notFound">Says in the vendor's words that there is no model of this name.</param>
    /// <returns>A <see cref="Reply"/> or a <see cref="Problem"/>.</returns>
    public static object Show(Mock mock, Action<Utf8JsonWriter, ModelInfo> write, Func<string, Problem> notFound)
    {
        var id = mock.Request.Route("id") ?? "";
        return mock.Model(id) is { } model ? Reply.Json(model, write) : notFound(id);
    }
}
