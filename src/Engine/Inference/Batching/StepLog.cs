namespace MockLlm.Engine.Inference.Batching;

/// <summary>
/// Remembers when the last steps ended. Steps of the same length in a row take one entry. Only the newest entries are kept, so a client that
/// stops reading takes no memory. The end of a forgotten step is at most the start of the oldest entry.
/// </summary>
internal sealed class StepLog
{
    private const int Capacity = 1_024;

    private readonly Run[] _runs = new Run[Capacity];
    private int _count;
    private int _next;

    /// <summary>Adds steps.</summary>
    /// <param name="first">The number of the first of them. It follows the last step that was added.</param>
    /// <param name="start">When it started.</param>
    /// <param name="length">The length of each step.</param>
    /// <param name="steps">How many there are.</param>
    public void Add(long first, double start, double length, long steps)
    {
        if (_count > 0 && At(_count - 1) is var last && last.Length == length && last.EndOf(first - 1) == start)
        {
            _runs[(_next + Capacity - 1) % Capacity] = last with { Steps = last.Steps + steps };
            return;
        }

        _runs[_next] = new(first, start, length, steps);
        _next = (_next + 1) % Capacity;
        _count = Math.Min(_count + 1, Capacity);
    }

    /// <summary>When a step ended. It must have been added.</summary>
    public double EndOf(long step)
    {
        var (low, high) = (0, _count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = At(middle).First <= step ? (middle, high) : (low, middle - 1);
        }

        return At(low) is var run && run.First <= step ? run.EndOf(step) : run.Start;
    }

    private Run At(int index) => _runs[(_next - _count + index + Capacity) % Capacity];

    private readonly record struct Run(long First, double Start, double Length, long Steps)
    {
        // Computed from the start each time, so that rounding errors do not add up.
        public double EndOf(long step) => Start + (Length * (step - First + 1));
    }
}
