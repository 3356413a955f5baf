using System.Diagnostics.CodeAnalysis;

namespace MockLlm.Engine;

/// <summary>Why a request gets an error, in neutral words. The provider turns it into its own error shape.</summary>
/// <param name="Status">The HTTP status where the vendor has none of its own for the kind.</param>
/// <param name="Kind">One of <see cref="ErrorKind"/>.</param>
/// <param name="Message">What the client reads.</param>
public sealed record Problem(int Status, string Kind, string Message)
{
    /// <summary>The request field at fault, where the vendor names it.</summary>
    public string? Param { get; init; }

    /// <summary>The vendor's machine-readable code, where it has one.</summary>
    public string? Code { get; init; }

    /// <summary>The rate limit that was reached; null: it is no rate limit's doing.</summary>
    public LimitKind? Limit { get; init; }

    /// <summary>The id that this answer carries in the provider's request-id header.</summary>
    public string? RequestId { get; init; }

    /// <summary>A problem of a kind with that kind's usual status.</summary>
    /// <param name="kind">One of <see cref="ErrorKind"/>.</param>
    /// <param name="message">What the client reads.</param>
    public static Problem Of(string kind, string message) => new(ErrorKind.DefaultStatus(kind), kind, message);

    /// <summary>Lets <see cref="LlmProvider.Validate(object)"/> return a plain sentence: an invalid request, 400; null stays null.</summary>
    /// <param name="message">What the client reads.</param>
    [return: NotNullIfNotNull(nameof(message))]
    public static implicit operator Problem?(string? message) => message is null ? null : Of(ErrorKind.InvalidRequest, message);
}
