namespace MockLlm.Engine.Matching;

/// <summary>What is asked of a request, as it stands under <c>when</c>. All must hold; of a list any; null: nothing is asked.</summary>
internal sealed record Condition
{
    /// <summary>Names of providers.</summary>
    public IReadOnlyList<string>? Providers { get; init; }

    /// <summary>Globs on the path as sent, without the query.</summary>
    public IReadOnlyList<Glob>? Paths { get; init; }

    /// <summary>Globs on the model's name, as sent or canonical.</summary>
    public IReadOnlyList<Glob>? Models { get; init; }

    public IReadOnlyList<TextMatch>? Prompts { get; init; }

    /// <summary>On the system prompt; empty where there is none.</summary>
    public IReadOnlyList<TextMatch>? Systems { get; init; }

    /// <summary>Numbers of user messages.</summary>
    public IReadOnlyList<ulong>? Turns { get; init; }

    /// <summary>Globs on the names of the tools that are offered.</summary>
    public IReadOnlyList<Glob>? Tools { get; init; }

    /// <summary>Whether the last message holds the result of a tool.</summary>
    public bool? HasToolResult { get; init; }

    /// <summary>On the text of the tool results in the last message.</summary>
    public IReadOnlyList<TextMatch>? ToolResults { get; init; }

    /// <summary>Headers that must all be there and match.</summary>
    public IReadOnlyList<HeaderMatch>? Headers { get; init; }

    /// <summary>Whether a stream is asked for.</summary>
    public bool? Stream { get; init; }

    /// <summary>Whether all of it holds. What costs most is asked last: a regular expression only where all else holds.</summary>
    public bool Holds(in MatchInput request) =>
        (Stream is null || Stream == request.Stream)
        && IsForModel(in request)
        && (HasToolResult is null || HasToolResult == (request.ToolResult is not null))
        && (Paths is null || AnyOf(Paths, request.Head?.Path))
        && (Turns is null || Turns.Contains((ulong)request.Turn))
        && (Tools is null || IsOffered(request.Tools))
        && (Headers is null || AllOf(Headers, request.Head))
        && (ToolResults is null || (request.ToolResult is { } result && AnyOf(ToolResults, result)))
        && (Systems is null || AnyOf(Systems, request.System))
        && (Prompts is null || AnyOf(Prompts, request.Prompt));

    /// <summary>Whether what it asks of provider and model holds.</summary>
    public bool IsForModel(in MatchInput request) =>
        (Providers is null || Providers.Contains(request.Provider))
        && (Models is null || AnyOf(Models, request.Model) || AnyOf(Models, request.CanonicalModel));

    private bool IsOffered(IReadOnlyList<ToolOffer> tools)
    {
        for (var i = 0; i < tools.Count; i++)
        {
            if (AnyOf(Tools!, tools[i].Name))
            {
                return true;
            }
        }

        return false;
    }

    // Written out, since a lambda over the request would be allocated for every condition that is asked.
    private static bool AnyOf(IReadOnlyList<Glob> globs, string? text)
    {
        for (var i = 0; text is not null && i < globs.Count; i++)
        {
            if (globs[i].Matches(text))
            {
                return true;
            }
        }

        return false;
    }

    private static bool AnyOf(IReadOnlyList<TextMatch> matches, string text)
    {
        for (var i = 0; i < matches.Count; i++)
        {
            if (matches[i].Matches(text))
            {
                return true;
            }
        }

        return false;
    }

    private static bool AllOf(IReadOnlyList<HeaderMatch> headers, RequestHead? head)
    {
        for (var i = 0; i < headers.Count; i++)
        {
            if (head?.Header(headers[i].Name) is not { } value || !AnyOf(headers[i].Values, value))
            {
                return false;
            }
        }

        return true;
    }
}

/// <param name="Name">In any case.</param>
/// <param name="Values">Any of these.</param>
internal sealed record HeaderMatch(string Name, IReadOnlyList<TextMatch> Values);
