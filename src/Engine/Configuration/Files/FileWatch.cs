namespace MockLlm.Engine.Configuration.Files;

/// <summary>What is to become of a file that was read.</summary>
internal enum EditVerdict
{
    /// <summary>Its content is put into force.</summary>
    Accept,

    /// <summary>Its mistakes are reported.</summary>
    Refuse,

    /// <summary>Nothing is said about it: the editing goes on.</summary>
    Wait,
}

/// <summary>
/// Decides when a file that is being edited is read, and whether what was read counts. A change is read once the file has stood
/// still for <see cref="Stillness"/>. Under edits without a pause it is read anyway after <see cref="Patience"/>; what is read
/// then may be torn, so it counts only where it is good, and the file is read once more when it stands still.
/// </summary>
internal sealed record FileWatch
{
    public static readonly TimeSpan Stillness = TimeSpan.FromMilliseconds(50);

    /// <summary>Short against the second in which an edit has to be in force, since a read that meets a torn file is tried again.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);

    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(200);

    private FileStamp? _settled;
    private FileStamp? _seen;
    private TimeSpan _seenSince;
    private TimeSpan? _changedAt;
    private bool _mayBeTorn;
    private Attempt? _attempt;

    private FileWatch()
    {
    }

    private sealed record Attempt(FileStamp? Stamp, TimeSpan At, bool Still);

    /// <param name="settled">The stamp of what is in force; null: there was no file.</param>
    public static FileWatch After(FileStamp? settled) => new() { _settled = settled, _seen = settled };

    /// <summary>
    /// When to look at the file's stamp again: seldom while nothing happens, so that an idle server costs next to nothing.
    /// </summary>
    public TimeSpan NextLook => _changedAt is null ? Quiet : Stillness;

    /// <summary>Takes note of the file's stamp.</summary>
    /// <param name="stamp">Null: there is no file.</param>
    /// <param name="now">On a clock that never goes back.</param>
    /// <returns>The next state, and whether the file is to be read now.</returns>
    public (FileWatch Next, bool Read) Observe(FileStamp? stamp, TimeSpan now)
    {
        var next = stamp == _seen ? this : this with { _seen = stamp, _seenSince = now };
        if (stamp == _settled && !_mayBeTorn)
        {
            return (next with { _changedAt = null }, false);
        }

        next = next with { _changedAt = next._changedAt ?? now };
        var still = now - next._seenSince >= Stillness;
        var due = still || now - next._changedAt >= Patience;
        return due && _attempt is null
            ? (next with { _attempt = new(stamp, now, still) }, true)
            : (next, false);
    }

    /// <summary>Takes note that the file has been read.</summary>
    /// <param name="before">Its stamp before the first byte was read.</param>
    /// <param name="after">Its stamp after the last one.</param>
    /// <param name="isGood">What was read can be put into force.</param>
    public (FileWatch Next, EditVerdict Verdict) Finish(FileStamp? before, FileStamp? after, bool isGood)
    {
        var attempt = _attempt ?? throw new InvalidOperationException("No read is under way.");
        var next = this with { _attempt = null };
        if (attempt.Still && before == attempt.Stamp && after == before)
        {
            next = next with { _settled = before, _mayBeTorn = false, _changedAt = _seen == before ? null : _seenSince };
            return (next, isGood ? EditVerdict.Accept : EditVerdict.Refuse);
        }

        return isGood
            ? (next with { _settled = before, _mayBeTorn = true, _changedAt = attempt.At }, EditVerdict.Accept)
            : (next, EditVerdict.Wait);
    }
}
