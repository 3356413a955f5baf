using System.Buffers;

namespace MockLlm.Engine.Handlers;

/// <summary>Checks that a provider's constant headers can be sent (RFC 9110, "Fields").</summary>
internal static class HeaderRules
{
    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    private static readonly string[] OfEachReply = ["content-type", "content-length", "transfer-encoding", "connection"];

    /// <param name="member">The provider's property, with its class.</param>
    /// <param name="headers">What the property returned.</param>
    /// <returns>The same headers.</returns>
    /// <exception cref="InvalidProviderException">The property is null, or one of the headers cannot be sent.</exception>
    public static IReadOnlyList<KeyValuePair<string, string>> Check(string member, IReadOnlyList<KeyValuePair<string, string>>? headers)
    {
        if (headers is null)
        {
            throw new InvalidProviderException($"{member} is null: return an empty list where there are no such headers.");
        }

        foreach (var (name, value) in headers)
        {
            if (string.IsNullOrEmpty(name) || name.AsSpan().ContainsAnyExcept(NameCharacters))
            {
                throw new InvalidProviderException($"{member} has the header name '{name}': a name is made of letters, digits and any of !#$%&'*+-.^_`|~.");
            }

            if (Array.Exists(OfEachReply, own => own.Equals(name, StringComparison.OrdinalIgnoreCase)))
            {
                throw new InvalidProviderException($"{member} has the header '{name}', which depends on the reply: the server writes it.");
            }

            if (value is null || value.AsSpan().ContainsAnyExceptInRange(' ', '~'))
            {
                throw new InvalidProviderException($"{member} has a value of '{name}' that cannot be sent: a value is made of printable ASCII characters.");
            }
        }

        return headers;
    }
}
