using System.Collections;
using MockLlm.Engine.Pacing;

namespace MockLlm.Engine.Limits;

/// <summary>The events of a stream that were read ahead. Enumerating them counts their tokens as taken again.</summary>
/// <param name="listed">The events.</param>
/// <param name="charge">Counts the tokens, or null if there are no limits.</param>
internal sealed class FrameList(IReadOnlyList<RecordedFrame> listed, ReplyCharge? charge) : IReadOnlyList<Frame>
{
    public int Count => listed.Count;

    public Frame this[int index] => listed[index].Frame;

    public IEnumerator<Frame> GetEnumerator()
    {
        for (var i = 0; i < listed.Count; i++)
        {
            charge?.Retake(listed[i].Taken);
            yield return listed[i].Frame;
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
