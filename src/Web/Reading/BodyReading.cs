namespace MockLlm.Web.Reading;

/// <summary>How the reading of a body ended.</summary>
internal enum BodyEnd
{
    /// <summary>The whole body was read.</summary>
    Whole,

    /// <summary>The body is larger than the limit.</summary>
    TooLarge,

    /// <summary>All memory for large bodies is taken.</summary>
    NoMemory,

    /// <summary>The client sent a large body too slowly.</summary>
    TooSlow,
}

/// <summary>The result of reading a body.</summary>
/// <param name="End">How it ended.</param>
/// <param name="Body">The body. It is empty unless the whole body was read.</param>
internal readonly record struct BodyReading(BodyEnd End, BodyBuffer Body = default);
