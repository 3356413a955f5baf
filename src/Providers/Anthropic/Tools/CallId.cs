namespace MockLlm.Providers.Anthropic.Tools;

/// <summary>
/// Makes the ids of tool calls, such as <c>toolu_01T1x1fJ34qAmk2tNTrN7Up6</c>. The last characters tell whether the model thought before the
/// call. When the result of the call arrives, they tell whether its thinking must come back with it.
/// </summary>
internal static class CallId
{
    private const string Start = "toolu_01";
    private const string Digits = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private const int DrawnLength = 18;
    private const int CheckLength = 4;

    public static string Draw(Ids ids, bool followsThinking)
    {
        var drawn = ids.Base58(DrawnLength);
        return $"{Start}{drawn}{Check(drawn, followsThinking)}";
    }

    /// <summary>Whether the model thought before the call. Null means that the call was not made here.</summary>
    public static bool? FollowsThinking(string id)
    {
        if (id.Length != Start.Length + DrawnLength + CheckLength || !id.StartsWith(Start, StringComparison.Ordinal))
        {
            return null;
        }

        var drawn = id.AsSpan(Start.Length, DrawnLength);
        var check = id.AsSpan(Start.Length + DrawnLength);
        return check.SequenceEqual(Check(drawn, followsThinking: true)) ? true
            : check.SequenceEqual(Check(drawn, followsThinking: false)) ? false
            : null;
    }

    // FNV-1a with 64 bits. It only has to differ by chance from the end of any other id.
    private static string Check(ReadOnlySpan<char> drawn, bool followsThinking)
    {
        var hash = followsThinking ? 14695981039346656037UL : 14695981039346656038UL;
        foreach (var digit in drawn)
        {
            hash = unchecked((hash ^ digit) * 1099511628211UL);
        }

        Span<char> check = stackalloc char[CheckLength];
        foreach (ref var digit in check)
        {
            hash ^= hash >> 33;
            digit = Digits[(int)(hash % (ulong)Digits.Length)];
            hash /= (ulong)Digits.Length;
        }

        return check.ToString();
    }
}
