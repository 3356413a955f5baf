using System.Diagnostics.CodeAnalysis;

namespace MockLlm.Engine;

/// <summary>
/// Why a request gets an error, independent of the error format of any provider. <see cref="LlmProvider.Error(Problem)"/> writes it as a
/// reply.
/// </summary>
/// <param name="Status">The HTTP status. A provider may use another one for the kind.</param>
/// <param name="Kind">One of <see cref="ErrorKind"/>.</param>
/// <param name="Message">The message for the client.</param>
public sealed record Problem(int Status, string Kind, string Message)
{
    /// <summary>The request field that caused the error, or null if no field did.</summary>
    public string? Param { get; init; }

    /// <summary>The machine-readable error code of the vendor, or null if it has none.</summary>
    public string? Code { get; init; }

    /// <summary>The rate limit that was exceeded, or null if the error has another cause.</summary>
    public LimitKind? Limit { get; init; }

    /// <summary>The id of this reply, as in the header <see cref="LlmProvider.RequestIdHeader"/>. Null until it is known.</summary>
    public string? RequestId { get; init; }

    /// <summary>Creates a problem with the default status of its kind.</summary>
    /// <param name="kind">One of <see cref="ErrorKind"/>.</param>
    /// <param name="message">The message for the client.</param>
    public static Problem Of(string kind, string message) => new(ErrorKind.DefaultStatus(kind), kind, message);

    /// <summary>
    /// Makes a sentence an invalid request (400), so that <see cref="LlmProvider.Validate(object)"/> can return a plain string. Null stays
    /// null.
    /// </summary>
    /// <param name="message">The message for the client, or null.</param>
    [return: NotNullIfNotNull(nameof(message))]
    public static implicit operator Problem?(string? message) => message is null ? null : Of(ErrorKind.InvalidRequest, message);
}
