using System.Collections;

namespace MockLlm.Engine.Tests.Pacing;

/// <summary>Frames that tell when their enumerator is disposed of; null ones cannot be enumerated.</summary>
internal sealed class ObservedFrames(IEnumerable<Frame>? frames) : IEnumerable<Frame>
{
    private readonly TaskCompletionSource _disposed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Disposed => _disposed.Task.OrFail();

    public IEnumerator<Frame> GetEnumerator() =>
        new Enumerator((frames ?? throw new InvalidOperationException("no frames")).GetEnumerator(), _disposed);

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private sealed class Enumerator(IEnumerator<Frame> inner, TaskCompletionSource disposed) : IEnumerator<Frame>
    {
        public Frame Current => inner.Current;

        object IEnumerator.Current => Current;

        public bool MoveNext() => inner.MoveNext();

        public void Reset() => inner.Reset();

        public void Dispose()
        {
            inner.Dispose();
            disposed.TrySetResult();
        }
    }
}
