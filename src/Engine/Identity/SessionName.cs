namespace MockLlm.Engine.Identity;

/// <summary>The name of the session that a request belongs to.</summary>
internal static class SessionName
{
    public const string HeaderName = "X-MockLlm-Session";

    /// <summary>The session that the client names in a header, else one for each account.</summary>
    /// <param name="named">The header's value, or null if it was not sent or does not count.</param>
    /// <param name="account">The API key, or null.</param>
    public static string Of(string? named, string? account) => (named, account) switch
    {
        // The first word keeps an API key from being taken for a session's name.
        ({ } name, _) => "session " + name,
        (null, { } key) => "key " + key,
        _ => "",
    };
}
