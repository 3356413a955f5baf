using MockLlm.Engine.Hashing;

namespace MockLlm.Engine.Rules.Replies;

/// <summary>
/// The position of each session in each sequence. Any thread may call it. If there are more positions than the capacity, the least
/// recently used ones are forgotten, and their sequences start from the beginning.
/// </summary>
/// <param name="capacity">The most positions that are kept.</param>
internal sealed class SequenceCursors(int capacity = 100_000)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Sequence, UInt128 Session), LinkedListNode<Cursor>> _cursors = [];
    private readonly LinkedList<Cursor> _latestFirst = [];

    /// <summary>Moves a session one step forward.</summary>
    /// <returns>How many steps were taken before.</returns>
    public long Next(string sequence, string session)
    {
        lock (_gate)
        {
            var cursor = Find(KeyOf(sequence, session));
            return cursor.Steps++;
        }
    }

    /// <summary>Moves a session one step back.</summary>
    public void Back(string sequence, string session)
    {
        lock (_gate)
        {
            if (_cursors.TryGetValue(KeyOf(sequence, session), out var node) && node.Value.Steps > 0)
            {
                node.Value.Steps--;
            }
        }
    }

    /// <summary>Moves all sessions to the beginning.</summary>
    public void Reset()
    {
        lock (_gate)
        {
            _cursors.Clear();
            _latestFirst.Clear();
        }
    }

    private static (string Sequence, UInt128 Session) KeyOf(string sequence, string session) => (sequence, ClientKey.Of(session));

    private Cursor Find((string Sequence, UInt128 Session) key)
    {
        if (_cursors.TryGetValue(key, out var node))
        {
            _latestFirst.Remove(node);
            _latestFirst.AddFirst(node);
            return node.Value;
        }

        if (_cursors.Count >= capacity)
        {
            _cursors.Remove(_latestFirst.Last!.Value.Key);
            _latestFirst.RemoveLast();
        }

        return (_cursors[key] = _latestFirst.AddFirst(new Cursor(key))).Value;
    }

    private sealed class Cursor((string Sequence, UInt128 Session) key)
    {
        public (string Sequence, UInt128 Session) Key { get; } = key;

        public long Steps { get; set; }
    }
}
