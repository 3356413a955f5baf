using MockLlm.Engine.Bodies;

namespace MockLlm.Providers.OpenAi;

/// <summary>The chunks of one choice, each encoded when it is first needed; the pieces of a part share all but their text.</summary>
internal sealed class ChoiceChunks(ChatChunks chunks, ChatAnswer answer, int choice)
{
    private readonly FrameTemplate?[] _pieces = new FrameTemplate?[answer.Completion.Parts.Count];
    private int _partsOpened;

    /// <summary>Whether the first chunk has left.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>The first chunk.</summary>
    public byte[] Open()
    {
        IsOpen = true;
        return chunks.Opening(choice);
    }

    /// <summary>Whether chunks have to leave before a piece of a part.</summary>
    public bool IsBefore(int part) => !IsOpen || _partsOpened <= part;

    /// <summary>The chunks that have to leave before a piece of a part.</summary>
    public IEnumerable<byte[]> OpenUpTo(int part)
    {
        if (!IsOpen)
        {
            yield return Open();
        }

        for (; _partsOpened <= part && _partsOpened < _pieces.Length; _partsOpened++)
        {
            if (chunks.PartOpening(choice, _partsOpened) is { } opening)
            {
                yield return opening;
            }
        }
    }

    /// <summary>A piece of a part that is shown.</summary>
    public Frame Piece(TimedText piece) => (_pieces[piece.Part] ??= new(chunks.Piece(choice, piece.Part))).Fill(piece);

    /// <summary>The last chunk.</summary>
    public byte[] Finish() => chunks.Finish(choice);
}
