using MockLlm.Engine.Work;

namespace MockLlm.Web.Reading;

/// <summary>The work that one HTTP request may cause.</summary>
/// <param name="http">The request as ASP.NET Core has it. Its token costs an allocation, so it is read only when it is needed.</param>
/// <param name="time">The clock of the limit.</param>
/// <param name="heavy">Limits how many requests do heavy work at a time.</param>
/// <param name="isLarge">Whether the size of the request alone makes it heavy.</param>
internal sealed class RequestWork(HttpContext http, TimeProvider time, HeavyWork heavy, bool isLarge) : WorkBudget(time, heavy, isLarge)
{
    public override CancellationToken ClientLeft => http.RequestAborted;
}
