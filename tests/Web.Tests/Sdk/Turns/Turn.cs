namespace MockLlm.Web.Tests.Sdk.Turns;

/// <summary>What a client makes of an answer.</summary>
/// <param name="Text">What was said.</param>
/// <param name="Calls">The tools that are called: a line of name and arguments each.</param>
/// <param name="Finish">Why it ended, in the vendor's word.</param>
internal sealed record Turn(string Text, string Calls, string Finish)
{
    /// <summary>What the client shows of the reasoning.</summary>
    public string Thought { get; init; } = "";

    /// <summary>Why nothing was said; empty: it was not refused.</summary>
    public string Refusal { get; init; } = "";

    public long ReasoningTokens { get; init; }

    /// <summary>All that the client has, without what is drawn for each request; at least the usage.</summary>
    public string Whole { get; init; } = "";

    /// <summary>A call as a line.</summary>
    public static string Call(string name, string arguments) => $"{name} {arguments}";
}
