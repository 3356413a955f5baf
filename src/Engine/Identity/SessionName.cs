namespace MockLlm.Engine.Identity;

/// <summary>The name of the session that a request belongs to.</summary>
internal static class SessionName
{
    public const string HeaderName = "X-MockLlm-Session";

    /// <summary>The session that the client names in a header, or else one session per account.</summary>
    /// <param name="named">The value of the header, or null if it was not sent or is not used.</param>
    /// <param name="account">The API key, or null if none was sent.</param>
    public static string Of(string? named, string? account) => (named, account) switch
    {
        // The prefixes keep a session name from being the same as an API key.
        ({ } name, _) => "session " + name,
        (null, { } key) => "key " + key,
        _ => "",
    };
}
