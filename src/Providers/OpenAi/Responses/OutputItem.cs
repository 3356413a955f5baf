using System.Text.Json;
using MockLlm.Providers.Shared;

namespace MockLlm.Providers.OpenAi.Responses;

/// <summary>One item of the output of a response: a message, a call or reasoning.</summary>
/// <param name="Id">The id.</param>
/// <param name="First">The index of its first part in the completion.</param>
/// <param name="Parts">The parts of the item.</param>
internal abstract record OutputItem(string Id, int First, IReadOnlyList<CompletionPart> Parts)
{
    /// <summary>Whether the item was cut off.</summary>
    public bool IsCut { get; init; }

    /// <summary>About the bytes that the item takes in a store, without its parts.</summary>
    public virtual long Size => (2 * StoreSize.Object) + StoreSize.Of(Id);

    /// <summary>Writes the whole item, or the item before its content begins.</summary>
    public abstract void Write(Utf8JsonWriter json, bool whole);

    /// <summary>Returns the item as an input item of the next request.</summary>
    public abstract InputItem AsInput();

    /// <summary>Returns the events before the text of a part.</summary>
    /// <param name="part">The index of the part in the item.</param>
    public abstract IEnumerable<ItemEvent> Opening(int part);

    /// <summary>Returns the event for a piece of the text of a part, with a gap for the piece, or null if the text is not shown.</summary>
    /// <param name="part">The index of the part in the item.</param>
    public abstract ItemEvent? Delta(int part);

    /// <summary>Returns the events after the text of a part.</summary>
    /// <param name="part">The index of the part in the item.</param>
    public abstract IEnumerable<ItemEvent> Closing(int part);

    /// <summary>Returns the status of the item.</summary>
    protected string Status(bool whole) => (whole, IsCut) switch
    {
        (false, _) => "in_progress",
        (_, true) => "incomplete",
        _ => "completed",
    };
}

/// <summary>An event of an item.</summary>
/// <param name="Type">The type of the event.</param>
/// <param name="Write">Writes the fields, except those that every event of an item has.</param>
internal readonly record struct ItemEvent(string Type, Action<Utf8JsonWriter> Write);
