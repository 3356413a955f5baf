using MockLlm.Engine.Chance;
using MockLlm.Engine.Configuration;

namespace MockLlm.Engine.Completions;

internal static class Pieces
{
    public static IEnumerable<TimedText> Of(Completion completion, Chunking chunk, LagSettings lag, RandomSequence random) =>
        throw new NotImplementedException();
}
