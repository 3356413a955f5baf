using System.Diagnostics;

namespace MockLlm.Engine.Work;

/// <summary>
/// The work that one request may cause, and the memory of its reply. Code whose work depends on what a client sends counts its steps here.
/// The budget ends the work when the time is over or the client has left. A step takes about a tenth of a microsecond. One thread at a time
/// uses a budget.
/// </summary>
internal class WorkBudget
{
    /// <summary>The steps that a request may take before it counts as heavy: about two milliseconds.</summary>
    public const int LightSteps = 20_000;

    private const int StepsPerCheck = 4_096;

    private readonly TimeProvider _time;
    private readonly HeavyWork? _heavy;
    private readonly bool _isLarge;
    private long _nextCheck = LightSteps;
    private long _start;
    private TimeSpan _limit = Timeout.InfiniteTimeSpan;
    private TimeSpan _spent;
    private bool _mustWait;
    private int _turns;
    private volatile bool _isGivenUp;

    /// <param name="time">The clock of the limit.</param>
    /// <param name="heavy">Limits how many requests do heavy work at a time, or null if nothing does.</param>
    /// <param name="isLarge">Whether the size of the request alone makes it heavy.</param>
    protected WorkBudget(TimeProvider time, HeavyWork? heavy, bool isLarge) => (_time, _heavy, _isLarge) = (time, heavy, isLarge);

    /// <summary>Creates a budget for work that no client causes. It only counts.</summary>
    public WorkBudget()
        : this(TimeProvider.System, heavy: null, isLarge: false)
    {
    }

    /// <summary>The steps so far.</summary>
    public long Steps { get; private set; }

    /// <summary>Whether the request does heavy work and has its turn.</summary>
    public bool IsHeavy => Volatile.Read(ref _turns) > 0;

    /// <summary>Cancelled when the client leaves.</summary>
    public virtual CancellationToken ClientLeft => CancellationToken.None;

    private TimeSpan Remaining => _limit == Timeout.InfiniteTimeSpan ? _limit : Left(_limit) - _time.GetElapsedTime(_start);

    /// <summary>What the parts that have ended leave of the time for all parts. It is never negative.</summary>
    /// <param name="limit">How long all parts together may take.</param>
    public TimeSpan Left(TimeSpan limit) => limit > _spent ? limit - _spent : TimeSpan.Zero;

    /// <summary>Starts a part of the request's work. The parts share the limit. The time between them does not count.</summary>
    /// <param name="limit">How long all parts together may take.</param>
    /// <param name="mustWait">
    /// Whether it has to wait for its turn when it becomes heavy. The code of a plug-in does not, because it has threads of its own.
    /// </param>
    public void Begin(TimeSpan limit, bool mustWait) => (_start, _limit, _mustWait) = (_time.GetTimestamp(), limit, mustWait);

    /// <summary>
    /// Ends a part of the request's work. Steps that are counted later have no limit until the next part begins.
    /// </summary>
    public void End()
    {
        if (_limit != Timeout.InfiniteTimeSpan)
        {
            _spent += _time.GetElapsedTime(_start);
            _limit = Timeout.InfiniteTimeSpan;
        }

        Pause();
    }

    /// <summary>Gives the turn back while the work waits for something else. It takes turns again when it goes on.</summary>
    public void Pause()
    {
        // An asynchronous handler may already go on, on another thread.
        if (Interlocked.Exchange(ref _turns, 0) > 0)
        {
            _heavy!.Leave();
        }
    }

    /// <summary>Ends work that may still run on another thread, because nobody waits for it.</summary>
    public void GiveUp() => _isGivenUp = true;

    /// <summary>Counts work before or after it is done.</summary>
    /// <param name="steps">The number of steps.</param>
    /// <exception cref="WorkEndedException">The time is over, or too many requests wait to do heavy work.</exception>
    /// <exception cref="OperationCanceledException">The client has left.</exception>
    public void Count(long steps = 1)
    {
        Steps += steps;
        if (Steps >= _nextCheck)
        {
            Check();
        }
    }

    /// <summary>
    /// Takes memory for a part of the reply. A small reply takes nothing from the memory that all replies share. The memory is given back
    /// when the request is over.
    /// </summary>
    /// <param name="bytes">About the bytes of the part.</param>
    /// <exception cref="WorkEndedException">There is too little memory.</exception>
    public virtual void Take(long bytes)
    {
    }

    /// <summary>Waits for its turn if the size of the request alone makes it heavy.</summary>
    /// <exception cref="WorkEndedException">The time is over, or too many requests wait to do heavy work.</exception>
    /// <exception cref="OperationCanceledException">The client has left.</exception>
    public ValueTask EnterIfLarge() => _isLarge && NeedsTurn ? Enter() : default;

    private bool NeedsTurn => _mustWait && !IsHeavy && _heavy is not null;

    private async ValueTask Enter() => Entered(await _heavy!.Enter(Remaining, _time, ClientLeft).ConfigureAwait(false));

    private void Check()
    {
        _nextCheck = Steps + StepsPerCheck;
        if (_isGivenUp)
        {
            throw TimeOver();
        }

        ClientLeft.ThrowIfCancellationRequested();
        if (_limit == Timeout.InfiniteTimeSpan)
        {
            return;
        }

        if (Remaining <= TimeSpan.Zero)
        {
            throw TimeOver();
        }

        if (NeedsTurn)
        {
            Entered(_heavy!.EnterBlocking(Remaining, _time, ClientLeft));
        }
    }

    private void Entered(HeavyWorkEntry entry) => _turns = entry switch
    {
        HeavyWorkEntry.Entered => 1,
        HeavyWorkEntry.TimeOver => throw TimeOver(),
        HeavyWorkEntry.Full => throw new WorkEndedException(WorkEnd.TooManyWaiting, _limit),
        _ => throw new UnreachableException($"{entry} is not expected here."),
    };

    /// <summary>Ends work for which there is no memory.</summary>
    protected WorkEndedException NoMemory() => new(WorkEnd.NoMemory, _limit);

    private WorkEndedException TimeOver() => new(WorkEnd.TimeOver, _limit);
}
