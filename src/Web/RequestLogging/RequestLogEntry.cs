namespace MockLlm.Web.RequestLogging;

/// <summary>A request that is over.</summary>
/// <param name="RequestId">The request's header <c>X-Request-Id</c>, or null if it has none.</param>
/// <param name="Method">The method.</param>
/// <param name="Path">The path.</param>
/// <param name="Status">The status of the answer.</param>
/// <param name="Arrived">When the head of the request had arrived.</param>
/// <param name="Duration">The time from then to the end of the answer.</param>
internal sealed record RequestLogEntry(string? RequestId, string Method, string Path, int Status, DateTimeOffset Arrived, TimeSpan Duration);
