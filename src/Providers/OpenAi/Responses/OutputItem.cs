using System.Text.Json;

namespace MockLlm.Providers.OpenAi.Responses;

/// <summary>One item of a response's output: a message, a call, or what the model thought.</summary>
/// <param name="Id">Its id.</param>
/// <param name="First">Which of the completion's parts it begins with.</param>
/// <param name="Parts">The parts that it consists of.</param>
internal abstract record OutputItem(string Id, int First, IReadOnlyList<CompletionPart> Parts)
{
    /// <summary>Whether it was ended before its end.</summary>
    public bool IsCut { get; init; }

    /// <summary>The item as an object; before anything is said of it where it is not whole.</summary>
    public abstract void Write(Utf8JsonWriter json, bool whole);

    /// <summary>The same as the next request knows it.</summary>
    public abstract InputItem AsInput();

    /// <summary>The events before a part's text.</summary>
    /// <param name="part">Which of the item's parts.</param>
    public abstract IEnumerable<ItemEvent> Opening(int part);

    /// <summary>The event of each piece of a part's text, with a gap for the piece; null: the text is not shown.</summary>
    /// <param name="part">Which of the item's parts.</param>
    public abstract ItemEvent? Delta(int part);

    /// <summary>The events after a part's text.</summary>
    /// <param name="part">Which of the item's parts.</param>
    public abstract IEnumerable<ItemEvent> Closing(int part);

    /// <summary>How far the item has come.</summary>
    protected string Status(bool whole) => (whole, IsCut) switch
    {
        (false, _) => "in_progress",
        (_, true) => "incomplete",
        _ => "completed",
    };
}

/// <summary>An event of an item.</summary>
/// <param name="Type">The event's type.</param>
/// <param name="Write">Writes its fields besides those that every event of an item has.</param>
internal readonly record struct ItemEvent(string Type, Action<Utf8JsonWriter> Write);
