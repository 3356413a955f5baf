namespace MockLlm.Engine.Identity;

/// <summary>The name of a scope, and the places where a request says it.</summary>
internal static class ScopeName
{
    public const string HeaderName = "X-MockLlm-Scope";

    /// <summary>The most characters of a name.</summary>
    public const int Longest = 200;

    /// <summary>What a name must be, as the end of a sentence.</summary>
    public const string Expected = "it must be 1 to 200 printable ASCII characters without blanks, for instance t1";

    // The headers in which the vendors' clients send their API keys.
    private static readonly string[] KeyHeaders = ["authorization", "x-api-key", "api-key", "x-goog-api-key"];

    /// <summary>Whether a text can be the name of a scope.</summary>
    public static bool IsValid(string name) => name.Length is > 0 and <= Longest && !name.AsSpan().ContainsAnyExceptInRange('!', '~');

    /// <summary>The scope that a request names in the header or at the end of its API key, or null if it names none.</summary>
    public static string? Of(RequestHead head)
    {
        if (head.Header(HeaderName) is { } named)
        {
            return IsValid(named) ? named : null;
        }

        foreach (var header in KeyHeaders)
        {
            if (head.Header(header) is { } key && At(key) is >= 0 and var at)
            {
                return key[(at + 1)..];
            }
        }

        return head.Query("key") is { } query && At(query) is >= 0 and var place ? query[(place + 1)..] : null;
    }

    /// <summary>An API key without the scope at its end.</summary>
    public static string? WithoutScope(string? key) => key is not null && At(key) is >= 0 and var at ? key[..at] : key;

    /// <summary>Why a request that names a scope cannot be served, or null if it can.</summary>
    public static Problem? Check(RequestHead head) =>
        head.Header(HeaderName) is { } name && !IsValid(name) ? Problem.Of(ErrorKind.InvalidRequest, $"{HeaderName}: {Expected}.") : null;

    // The place of the last @ in front of a name, or -1.
    private static int At(string key)
    {
        var at = key.LastIndexOf('@');
        return at >= 0 && IsValid(key[(at + 1)..]) ? at : -1;
    }
}
