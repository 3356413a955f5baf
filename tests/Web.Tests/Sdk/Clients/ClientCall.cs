namespace MockLlm.Web.Tests.Sdk.Clients;

/// <summary>One call of a vendor's client, whose model's name says which fault it meets.</summary>
/// <param name="Client">One of <see cref="Names"/>.</param>
/// <param name="Kind">The fault's kind.</param>
/// <param name="Stream">Whether the answer is to come as a stream.</param>
internal sealed record ClientCall(string Client, string Kind, bool Stream)
{
    public static IReadOnlyList<string> Names { get; } = ["openai-dotnet", "anthropic-dotnet", "openai-node", "anthropic-node"];

    /// <summary>What every call asks.</summary>
    public const string Prompt = "what colour is the sky?";

    public const string Answer = "The sky is purple except on Tuesday when it is  hue green.";

    /// <summary>The answer's tool call, where its kind needs one.</summary>
    public const string Tool = "{name: get_weather, arguments: {city: Paris, days: 3}}";

    /// <summary>Kinds that act on tool calls alone.</summary>
    public static IReadOnlyList<string> KindsOfTools { get; } = ["bad_tool_arguments", "unknown_tool"];

    public string Model => $"{Kind}/{Client}/{(Stream ? "stream" : "plain")}";
}

/// <summary>How a call ended.</summary>
/// <param name="Failure">The exception's type; null: there was none.</param>
/// <param name="Status">The status that the exception names; null: none.</param>
/// <param name="Text">The text that the client handed on before.</param>
/// <param name="End">The finish reason that it handed on; null: none.</param>
/// <param name="Tool">The name and the arguments of the tool call that it handed on; null or empty: none.</param>
internal sealed record ClientOutcome(string? Failure, int? Status, string? Text, string? End, string? Tool);
