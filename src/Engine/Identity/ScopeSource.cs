namespace MockLlm.Engine.Identity;

/// <summary><c>settings.scope_from</c>: where the scope of a request is found if the request does not name one.</summary>
internal abstract record ScopeSource
{
    /// <summary>The trace id in the header <c>traceparent</c> (W3C Trace Context).</summary>
    public sealed record Trace : ScopeSource
    {
        private const int Start = 3;
        private const int Length = 32;

        public static Trace Instance { get; } = new();

        /// <summary>The trace id, or null if the request has none.</summary>
        public static string? Of(RequestHead head) => head.Header("traceparent") is { Length: > Start + Length } header && header[Start - 1] == '-' && header[Start + Length] == '-'
            ? header.Substring(Start, Length)
            : null;
    }

    /// <summary>A text in the JSON body.</summary>
    /// <param name="Pointer">The names of the fields on the way to the text, from the outermost (RFC 6901).</param>
    public sealed record Body(IReadOnlyList<string> Pointer) : ScopeSource;
}
