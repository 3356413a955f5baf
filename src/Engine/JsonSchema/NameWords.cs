namespace MockLlm.Engine.JsonSchema;

/// <summary>Finds words in the name of a property, such as <c>unit</c> and <c>price</c> in <c>unitPrice</c> or <c>unit_price</c>.</summary>
internal static class NameWords
{
    /// <param name="name">A name in camel case, snake case or any other usual case.</param>
    /// <param name="word">A word in lower case. Its plural with an s is found too.</param>
    public static bool Has(string name, string word)
    {
        for (var at = name.IndexOf(word, StringComparison.OrdinalIgnoreCase); at >= 0; at = name.IndexOf(word, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            var end = at + word.Length;
            var plural = end < name.Length && name[end] == 's' ? 1 : 0;
            if (IsBoundary(name, at) && (IsBoundary(name, end) || IsBoundary(name, end + plural)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsBoundary(string name, int at) =>
        at <= 0 || at >= name.Length || !char.IsLetter(name[at]) || !char.IsLetter(name[at - 1])
        || (char.IsUpper(name[at]) && !char.IsUpper(name[at - 1]));
}
