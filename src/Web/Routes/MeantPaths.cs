using MockLlm.Engine.Admission;
using MockLlm.Engine.Configuration;
using MockLlm.Engine.Yaml;
using MockLlm.Engine.Yaml.Reading;
using MockLlm.Web.ProviderChoice;

namespace MockLlm.Web.Routes;

/// <summary>The route that a client probably meant.</summary>
/// <param name="Runtime">The provider that serves it.</param>
/// <param name="Methods">The methods that it accepts.</param>
/// <param name="Advice">The sentences that name it.</param>
internal sealed record MeantPath(ProviderRuntime Runtime, IReadOnlyList<string> Methods, string Advice);

/// <summary>
/// Finds the route that a client probably meant by a path that is not served. The usual mistake is a base URL with or without <c>/v1</c>.
/// Others are a path of another host (<c>/openai/v1/…</c>), two slashes, and typing errors.
/// </summary>
/// <param name="routes">All routes.</param>
/// <param name="snapshots">The configuration in force. Routes of disabled providers are not suggested.</param>
internal sealed class MeantPaths(IReadOnlyList<ProviderPath> routes, Snapshots snapshots)
{
    // Longer paths are not examined, so that the work is bounded.
    private const int LongestPath = 200;
    private const int MostSegments = 10;

    // Shorter names differ by one letter without being typing errors, such as v1 and v2.
    private const int ShortestTypo = 4;
    private const int MostTypos = 2;
    private const int ShownCharacters = 100;

    private readonly string[] _bases = [.. routes.Where(route => route.Literals.Count > 1).Select(route => route.Literals[0]).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>Finds the route, or returns null if none is near.</summary>
    public MeantPath? Of(HttpContext http)
    {
        var path = http.Request.Path.Value ?? "";
        var segments = path.Length > LongestPath ? [] : path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (segments.Length is 0 or > MostSegments)
        {
            return null;
        }

        return Clean(http, segments) ?? WithBase(http, segments) ?? WithoutPrefix(http, segments) ?? OtherBase(http, segments) ?? Misspelled(http, segments);
    }

    private MeantPath? Clean(HttpContext http, string[] segments) => Find(http, segments, advice: "");

    private MeantPath? WithBase(HttpContext http, string[] segments) => _bases
        .Select(start => Find(http, [start, .. segments], $" The client's base URL has to end in /{start}."))
        .FirstOrDefault(found => found is not null);

    private MeantPath? WithoutPrefix(HttpContext http, string[] segments) => Enumerable.Range(1, segments.Length - 1)
        .Select(extra => Find(http, segments[extra..], $" Take {KeyPath.Shown(Join(segments[..extra]))} out of the client's base URL."))
        .FirstOrDefault(found => found is not null);

    private MeantPath? OtherBase(HttpContext http, string[] segments) => (
        from extra in Enumerable.Range(1, segments.Length - 1)
        where !segments[..extra].Any(IsVersion)
        from start in _bases
        select Find(http, [start, .. segments[extra..]], advice: "")).FirstOrDefault(found => found is not null);

    private MeantPath? Misspelled(HttpContext http, string[] segments)
    {
        var nearest = Enabled()
            .Where(route => route.Literals.Count == segments.Length)
            .Select(route => (route, typos: Typos(segments, route.Literals)))
            .Where(found => found.typos is > 0 and <= MostTypos)
            .OrderBy(found => found.typos)
            .FirstOrDefault();
        return nearest.route is { } route ? Find(http, [.. route.Literals], advice: "") : null;
    }

    private static int Typos(string[] segments, IReadOnlyList<string> literals)
    {
        var typos = 0;
        for (var i = 0; i < segments.Length && typos <= MostTypos; i++)
        {
            var (sent, literal) = (segments[i].ToUpperInvariant(), literals[i].ToUpperInvariant());
            var isClose = sent == literal || (literal.Length >= ShortestTypo && Math.Abs(sent.Length - literal.Length) <= MostTypos);
            typos += isClose ? Nearest.Distance(sent, literal) : MostTypos + 1;
        }

        return typos;
    }

    private MeantPath? Find(HttpContext http, string[] segments, string advice)
    {
        var path = Join(segments);
        var matching = Enabled().Where(route => route.Literals.Count > 0 && route.Matches(path, [])).ToList();
        if (matching.Count == 0)
        {
            return null;
        }

        var sameMethod = matching.Where(route => route.Endpoint.Method == http.Request.Method).ToList();
        var methods = (sameMethod.Count > 0 ? sameMethod : matching).Select(route => route.Endpoint.Method).Distinct().ToList();
        var chosen = (sameMethod.Count > 0 ? sameMethod : matching)
            .OrderByDescending(route => route.Endpoint.Header is { } header && http.Request.Headers.ContainsKey(header))
            .ThenBy(route => route.Endpoint.Header is not null)
            .First();
        return new(chosen.Runtime, methods, $"Did you mean {string.Join(" or ", methods)} {KeyPath.Shown(path, ShownCharacters)}?{advice}");
    }

    private IEnumerable<ProviderPath> Enabled() => routes.Where(route => snapshots.Current.IsEnabled(route.Runtime.Provider.Name));

    private static string Join(IEnumerable<string> segments) => "/" + string.Join('/', segments);

    private static bool IsVersion(string segment) => segment is ['v' or 'V', >= '0' and <= '9', ..];
}
