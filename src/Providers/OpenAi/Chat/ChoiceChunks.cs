
namespace MockLlm.Providers.OpenAi.Chat;

/// <summary>The chunks of one choice. Each is encoded when it is first needed. The pieces of a part differ only in their text.</summary>
internal sealed class ChoiceChunks(ChatChunks chunks, ChatAnswer answer, int choice)
{
    private readonly FrameTemplate?[] _pieces = new FrameTemplate?[answer.Completion.Parts.Count];
    private int _partsOpened;
    private (int Part, int Length) _said;

    /// <summary>Whether the first chunk was sent.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Returns the first chunk.</summary>
    public byte[] Open()
    {
        IsOpen = true;
        return chunks.Opening(choice);
    }

    /// <summary>Whether other chunks must be sent before a piece of a part.</summary>
    public bool IsBefore(int part) => !IsOpen || _partsOpened <= part;

    /// <summary>Returns the chunks that must be sent before a piece of a part.</summary>
    public IReadOnlyList<byte[]> OpenUpTo(int part)
    {
        List<byte[]>? opened = IsOpen ? null : [Open()];
        for (; _partsOpened <= part && _partsOpened < _pieces.Length; _partsOpened++)
        {
            if (chunks.PartOpening(choice, _partsOpened) is { } opening)
            {
                (opened ??= []).Add(opening);
            }
        }

        return opened ?? [];
    }

    /// <summary>Returns the chunk of a piece.</summary>
    public Frame Piece(TimedText piece) =>
        answer.Logprobs is not null && (answer.Completion.Parts[piece.Part].Kind is PartKind.Text or PartKind.Refusal)
            ? WithLogprobs(piece)
            : (_pieces[piece.Part] ??= new(chunks.Piece(choice, piece.Part))).Fill(piece);

    private Frame WithLogprobs(TimedText piece)
    {
        var start = _said.Part == piece.Part ? _said.Length : 0;
        _said = (piece.Part, start + piece.Text.Length);
        return new(chunks.Piece(choice, piece, start), piece);
    }

    /// <summary>Returns the last chunk.</summary>
    public byte[] Finish() => chunks.Finish(choice);
}
