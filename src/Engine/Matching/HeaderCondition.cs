using MockLlm.Engine.Yaml.Reading;

namespace MockLlm.Engine.Matching;

/// <summary><c>header</c>: the request has all of these headers, each with a matching value.</summary>
internal sealed record HeaderCondition(IReadOnlyList<HeaderMatch> Headers) : Condition
{
    public override int Cost => 6;

    public override string Expected => ConditionText.Some(Headers.Select(header => $"{header.Name}: {ConditionText.Of(header.Values)}"), " and ");

    public static HeaderCondition Read(YamlValueReader written, IReadOnlyList<string> providers) =>
        new(written.Map(ReadHeaders, "it must be a map such as {X-Tenant: acme}"));

    public override bool Holds(in MatchInput request)
    {
        for (var i = 0; i < Headers.Count; i++)
        {
            if (request.Head?.Header(Headers[i].Name) is not { } value || !ConditionLists.AnyMatches(Headers[i].Values, value))
            {
                return false;
            }
        }

        return true;
    }

    public override string Found(in MatchInput request)
    {
        var head = request.Head;
        return ConditionText.Some(Headers.Select(header => $"{header.Name}: {ConditionText.Quoted(head?.Header(header.Name))}"), " and ");
    }

    private static List<HeaderMatch> ReadHeaders(YamlMapReader map) =>
        [.. map.Entries().Select(entry => new HeaderMatch(entry.Key.Text, ConditionLists.Texts(entry.Value)))];
}

/// <summary>A header and its allowed values.</summary>
/// <param name="Name">The name of the header. It is not case-sensitive.</param>
/// <param name="Values">The value has to match one of these.</param>
internal sealed record HeaderMatch(string Name, IReadOnlyList<TextMatch> Values);
