namespace MockLlm.Providers.OpenAi.Inputs;

/// <summary>Reads strings that the live API refuses if they are too long. A pair of surrogates counts as one character.</summary>
internal static class BoundedText
{
    /// <summary>The most characters of a text in a conversation.</summary>
    public const int LongestContent = 10_485_760;

    /// <summary>The most characters of a key that the client chooses, such as <c>prompt_cache_key</c>.</summary>
    public const int LongestKey = 64;

    /// <summary>Reads a string of at most so many characters.</summary>
    public static string? Text(this JsonFields fields, string name, int longest)
    {
        var text = fields.Text(name);
        fields.Check(name, text, longest);
        return text;
    }

    /// <summary>Reads a string that must exist, with at least one and at most so many characters.</summary>
    public static string RequiredText(this JsonFields fields, string name, int longest)
    {
        var there = fields.Required(name);
        var text = there ? fields.Text(name, longest) : "";
        if (text is "" && there)
        {
            fields.Note(BodyFlaw.EmptyText, name);
        }

        return text ?? "";
    }

    /// <summary>Records a mistake if a text has more than so many characters.</summary>
    public static void Check(this JsonFields fields, string name, string? text, int longest)
    {
        if (text?.Length > longest && text.EnumerateRunes().Count() is var length && length > longest)
        {
            fields.Note(BodyFlaw.LongText, name, $"{longest}", $"{length}");
        }
    }
}
