namespace MockLlm.Web.Tests.Sdk.Turns;

/// <summary>A vendor's client, or one over it, in front of a server that is configured as <see cref="ToolTalk"/> says.</summary>
internal abstract class TurnClient(string stop, string toolCalls)
{
    /// <summary>The word for an answer that was refused; null: the one for any that ended by itself.</summary>
    public string? Refused { get; init; }

    /// <summary>Whether the client is shown what the model thinks.</summary>
    public bool ShowsThought { get; init; } = true;

    /// <summary>The sentence of a refusal that the client is shown.</summary>
    public string Refusal { get; init; } = ToolTalk.Refusal;

    /// <summary>What it reads of the answer to a prompt.</summary>
    public abstract Task<Turn> Say(string prompt, bool streamed);

    /// <summary>What it reads at the end of a loop in which it has run the tools that <c>two</c> calls.</summary>
    public abstract Task<Turn> Loop(bool streamed);

    /// <summary>What it is to read of a kind of turn.</summary>
    public Turn Expected(string turn) => turn switch
    {
        "text" => new(ToolTalk.Text, "", stop),
        "one" => new("", Call("Paris"), toolCalls),
        "two" => new("", Call("Paris") + "\n" + Call("Rome"), toolCalls),
        "results" => new(ToolTalk.Ran, "", stop),
        "json" => new(ToolTalk.Json, "", stop),
        "think" => new(ToolTalk.Text, "", stop) { Thought = ShowsThought ? ToolTalk.Thought : "", ReasoningTokens = 5 },
        "refuse" => new("", "", Refused ?? stop) { Refusal = Refusal },
        _ => throw new ArgumentOutOfRangeException(nameof(turn), turn, "There is no such turn."),
    };

    private static string Call(string city) => Turn.Call("get_weather", ToolTalk.Arguments(city));
}
