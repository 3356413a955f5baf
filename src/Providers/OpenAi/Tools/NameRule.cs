using System.Buffers;

namespace MockLlm.Providers.OpenAi.Tools;

/// <summary>The rule for the names of tools and formats, in the words of the live API.</summary>
internal static class NameRule
{
    /// <summary>The most characters of a name in chat.</summary>
    public const int Longest = 64;

    /// <summary>The most characters of a function's name in a response (OpenAI API reference, "Create a model response").</summary>
    public const int LongestInResponses = 128;

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-");

    /// <summary>Returns what is wrong with a name, or null if it is valid.</summary>
    /// <param name="path">The path of the name, such as <c>tools[0].function.name</c>.</param>
    /// <param name="name">The name.</param>
    /// <param name="longest">The most characters.</param>
    public static Problem? Broken(string path, string name, int longest = Longest)
    {
        if (name.Length == 0)
        {
            return Bad(path, "empty_string", "empty string. Expected a string with minimum length 1, but got an empty string instead.");
        }

        if (name.Length > longest)
        {
            return Bad(
                path,
                "string_above_max_length",
                $"string too long. Expected a string with maximum length {longest}, but got a string with length {name.Length} instead.");
        }

        return name.AsSpan().ContainsAnyExcept(Allowed)
            ? Bad(path, "invalid_value", "string does not match pattern. Expected a string that matches the pattern '^[a-zA-Z0-9_-]+$'.")
            : null;
    }

    private static Problem Bad(string path, string code, string message) =>
        Problem.Of(ErrorKind.InvalidRequest, $"Invalid '{path}': {message}") with { Param = path, Code = code };
}
