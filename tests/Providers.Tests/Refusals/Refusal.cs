namespace MockLlm.Providers.Tests.Refusals;

/// <summary>A request that a live API refuses, with the answer that users have published.</summary>
/// <param name="Name">What is wrong with the request. The test shows this name.</param>
/// <param name="Path">The route.</param>
/// <param name="Body">The body.</param>
/// <param name="Message">The error message.</param>
/// <param name="Source">The page where the answer is published.</param>
internal sealed record Refusal(string Name, string Path, string Body, string Message, string Source)
{
    public int Status { get; init; } = 400;

    /// <summary>The type of the error. Both vendors call most of their errors so.</summary>
    public string Type { get; init; } = "invalid_request_error";

    /// <summary>The field, for vendors that name it beside the message.</summary>
    public string? Param { get; init; }

    /// <summary>The code, for vendors that send one.</summary>
    public string? Code { get; init; }

    /// <summary>Whether only the start of the message is published.</summary>
    public bool IsStart { get; init; }

    /// <summary>Whether the field and the code are not published. The test then does not check them.</summary>
    public bool IsMessageOnly { get; init; }

    /// <summary>A similar body that is accepted, or null if the row has none.</summary>
    public string? Accepted { get; init; }
}
