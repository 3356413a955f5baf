namespace MockLlm.Engine.Configuration.Files;

/// <summary>What to do with a file that was read.</summary>
internal enum EditVerdict
{
    /// <summary>Put its content into force.</summary>
    Accept,

    /// <summary>Report its mistakes.</summary>
    Refuse,

    /// <summary>Ignore it, because the edit is not finished.</summary>
    Wait,
}

/// <summary>
/// Decides when to read a file that is being edited, and whether to use the result. A changed file is read when it has not changed for
/// <see cref="Stillness"/>. If it keeps changing, it is read after <see cref="Patience"/>. That result can be incomplete, so it is used
/// only if it has no errors, and the file is read again when it stops changing. A blank file is used only if it has been blank for
/// <see cref="BlankStillness"/>, because some editors empty a file before they write it.
/// </summary>
internal sealed record FileWatch
{
    /// <summary>A file that has not changed for this time is complete.</summary>
    public static readonly TimeSpan Stillness = TimeSpan.FromMilliseconds(50);

    /// <summary>An edit must be in force within one second. This is short enough to read an incomplete file again.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);

    /// <summary>A file that has been blank for this time is meant to be blank. It is in force within one second, too.</summary>
    public static readonly TimeSpan BlankStillness = TimeSpan.FromMilliseconds(500);

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

    /// <param name="Stamp">The stamp when the read began.</param>
    /// <param name="At">The time when the read began.</param>
    /// <param name="Stood">How long the file had not changed then.</param>
    private sealed record Attempt(FileStamp? Stamp, TimeSpan At, TimeSpan Stood);

    /// <param name="settled">The stamp of the version in force, or null if there was no file.</param>
    public static FileWatch After(FileStamp? settled) => new() { _settled = settled, _seen = settled };

    /// <summary>
    /// How long to wait before looking at the stamp again. It is longer while nothing changes, so that an idle server uses almost no CPU.
    /// </summary>
    public TimeSpan NextLook => _changedAt is null ? Quiet : Stillness;

    /// <summary>Takes the current stamp of the file.</summary>
    /// <param name="stamp">The stamp, or null if there is no file.</param>
    /// <param name="now">The time on a clock that never goes back.</param>
    /// <returns>The next state, and whether to read the file now.</returns>
    public (FileWatch Next, bool Read) Observe(FileStamp? stamp, TimeSpan now)
    {
        var next = stamp == _seen ? this : this with { _seen = stamp, _seenSince = now };
        if (stamp == _settled && !_mayBeTorn)
        {
            return (next with { _changedAt = null }, false);
        }

        next = next with { _changedAt = next._changedAt ?? now };
        var stood = now - next._seenSince;
        var due = stood >= Stillness || now - next._changedAt >= Patience;
        return due && _attempt is null
            ? (next with { _attempt = new(stamp, now, stood) }, true)
            : (next, false);
    }

    /// <summary>Takes the result of a read.</summary>
    /// <param name="before">The stamp before the first byte was read.</param>
    /// <param name="after">The stamp after the last byte was read.</param>
    /// <param name="isGood">Whether the content has no errors.</param>
    /// <param name="isBlank">Whether the content is blank.</param>
    public (FileWatch Next, EditVerdict Verdict) Finish(FileStamp? before, FileStamp? after, bool isGood, bool isBlank = false)
    {
        var attempt = _attempt ?? throw new InvalidOperationException("No read is under way.");
        var next = this with { _attempt = null };
        var isUnchanged = before == attempt.Stamp && after == before;
        if (isBlank && !(isUnchanged && attempt.Stood >= BlankStillness))
        {
            return (next, EditVerdict.Wait);
        }

        if (isUnchanged && attempt.Stood >= Stillness)
        {
            next = next with { _settled = before, _mayBeTorn = false, _changedAt = _seen == before ? null : _seenSince };
            return (next, isGood ? EditVerdict.Accept : EditVerdict.Refuse);
        }

        return isGood
            ? (next with { _settled = before, _mayBeTorn = true, _changedAt = attempt.At }, EditVerdict.Accept)
            : (next, EditVerdict.Wait);
    }

    /// <summary>Takes a read that the file system did not answer. The file is read again, even if its stamp does not change.</summary>
    public FileWatch GiveUp() => this with { _attempt = null, _mayBeTorn = true };
}
