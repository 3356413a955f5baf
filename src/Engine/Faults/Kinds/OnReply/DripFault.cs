using MockLlm.Engine.Yaml.Reading;

namespace MockLlm.Engine.Faults.Kinds.OnReply;

/// <summary><c>drip</c>: each write is cut into pieces with a pause between them. It can fire together with other faults.</summary>
/// <param name="Bytes">The most bytes in a piece, at least 1.</param>
/// <param name="Pause">The time between two pieces, at least 1 ms.</param>
internal sealed record DripFault(int Bytes, TimeSpan Pause) : ReplyFilter("drip")
{
    private static readonly TimeSpan UsualPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(1);

    public static DripFault Read(YamlMapReader map) => new(
        (int)(map.Value("bytes")?.Whole(bytes => bytes is > 0 and <= int.MaxValue, "it must be a whole number of bytes from 1, for instance 16") ?? 1),
        ReadPause(map.Value("pause")));

    public override FaultedReply On(FaultedReply reply) => reply with { Frames = Drops(reply.Frames) };

    private static TimeSpan ReadPause(YamlValueReader? written)
    {
        var pause = written?.Duration() ?? UsualPause;
        return pause >= ShortestPause ? pause : written?.Missing<TimeSpan>("it must be at least 1ms, since shorter pauses are none") ?? UsualPause;
    }

    private IEnumerable<Frame> Drops(IEnumerable<Frame> frames)
    {
        var free = TimeSpan.Zero;
        foreach (var frame in frames)
        {
            var due = frame.Due > free ? frame.Due : free;
            var bytes = frame.Bytes;
            for (var start = 0; start < bytes.Length; start += Bytes)
            {
                yield return frame.WithBytes(bytes[start..Math.Min(bytes.Length, start + Bytes)]) with { Due = due };
                due += Pause;
            }

            free = due;
        }
    }
}
