namespace MockLlm.Providers.OpenAi.Moderations;

/// <summary>What is looked at for one result.</summary>
/// <param name="Text">The text; null: there is none.</param>
/// <param name="HasImage">Whether there is an image. What it shows is not looked at.</param>
internal sealed record ModerationInput(string? Text, bool HasImage)
{
    public static ModerationInput Joined(IReadOnlyList<ModerationInput> parts)
    {
        List<string> texts = [.. parts.Select(part => part.Text).OfType<string>()];
        return new(texts.Count == 0 ? null : string.Join('\n', texts), parts.Any(part => part.HasImage));
    }
}
