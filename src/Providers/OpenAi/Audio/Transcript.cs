namespace MockLlm.Providers.OpenAi.Audio;

/// <summary>A part of a transcript, with its times in seconds.</summary>
internal readonly record struct Heard(string Text, double Start, double End);

/// <summary>A text that is spread over the time of its audio. Every character takes the same time.</summary>
/// <param name="Text">The whole text.</param>
/// <param name="Seconds">The length of the audio in seconds.</param>
internal sealed record Transcript(string Text, double Seconds)
{
    private const double CharactersPerSecond = 15;

    /// <param name="text">The text of the transcript.</param>
    /// <param name="file">The audio file. Its length is known if it is a WAVE file. Otherwise the length follows from the text.</param>
    public static Transcript Of(string text, ReadOnlySpan<byte> file) => new(text, Wav.Seconds(file) ?? text.Length / CharactersPerSecond);

    /// <summary>The sentences, with the spaces between them. They make up the whole text.</summary>
    public IEnumerable<Heard> Segments()
    {
        for (int start = 0, end; start < Text.Length; start = end)
        {
            end = start + 1;
            while (end < Text.Length && !(Text[end] == ' ' && Text[end - 1] is '.' or '!' or '?'))
            {
                end++;
            }

            yield return Part(start, end);
        }
    }

    /// <summary>The words, without the spaces between them.</summary>
    public IEnumerable<Heard> Words()
    {
        var start = 0;
        for (var end = 0; end <= Text.Length; end++)
        {
            if (end < Text.Length && !char.IsWhiteSpace(Text[end]))
            {
                continue;
            }

            if (end > start)
            {
                yield return Part(start, end);
            }

            start = end + 1;
        }
    }

    private Heard Part(int start, int end) => new(Text[start..end], At(start), At(end));

    private double At(int index) => Math.Round(Seconds * index / Text.Length, 2);
}
