using MockLlm.Engine.Work;

namespace MockLlm.Web.Reading;

/// <summary>The work that one HTTP request may cause, and the memory of its reply.</summary>
/// <param name="http">The request as ASP.NET Core has it. Its token costs an allocation, so it is read only when it is needed.</param>
/// <param name="time">The clock of the limit.</param>
/// <param name="heavy">Limits how many requests do heavy work at a time.</param>
/// <param name="isLarge">Whether the size of the request alone makes it heavy.</param>
/// <param name="memory">The memory for large bodies and large replies.</param>
internal sealed class RequestWork(HttpContext http, TimeProvider time, HeavyWork heavy, bool isLarge, BodyMemory memory)
    : WorkBudget(time, heavy, isLarge), IDisposable
{
    /// <summary>The largest reply that takes nothing from the memory.</summary>
    public const int LargestSmallReply = 256 * 1024;

    private const long Over = -1;

    private long _needed;
    private long _held;

    public override CancellationToken ClientLeft => http.RequestAborted;

    public override void Take(long bytes)
    {
        _needed += bytes;
        if (_needed <= LargestSmallReply)
        {
            return;
        }

        var held = Interlocked.Read(ref _held);
        if (held == Over || !memory.TryTake(_needed - held))
        {
            throw NoMemory();
        }

        // A handler that runs on after its time is over may meet the end of its request here.
        if (Interlocked.CompareExchange(ref _held, _needed, held) != held)
        {
            memory.Give(_needed - held);
            throw NoMemory();
        }
    }

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _held, Over) is > 0 and var held)
        {
            memory.Give(held);
        }
    }
}
