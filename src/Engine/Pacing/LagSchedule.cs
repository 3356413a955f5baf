using MockLlm.Engine.Configuration;

namespace MockLlm.Engine.Pacing;

internal static class LagSchedule
{
    public static TimeSpan Duration(string text, LagSettings lag) => throw new NotImplementedException();
}
