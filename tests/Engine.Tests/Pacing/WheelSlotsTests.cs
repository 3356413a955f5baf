using FsCheck;
using FsCheck.Xunit;
using MockLlm.Engine.Pacing;

namespace MockLlm.Engine.Tests.Pacing;

public sealed class WheelSlotsTests
{
    private const long SlotLength = 10;
    private const long Round = 1024 * SlotLength;
    private const long Start = 12_345;

    private readonly WheelSlots _wheel = new(SlotLength, Start);

    // Waits are cubes of small numbers, so that some stay within a slot and others go beyond several rounds.
    [Property(MaxTest = 1000, EndSize = 150)]
    public void Holds_what_a_sorted_list_would(NonNegativeInt[] steps)
    {
        var wheel = new WheelSlots(SlotLength, Start);
        var expected = new List<Entry>();
        var now = Start;
        foreach (var (what, size) in steps.Select(step => (step.Get % 4, step.Get / 4L)))
        {
            var wait = size * size * size;
            if (what == 0)
            {
                now += wait;
                AssertTakes(wheel, now, expected);
            }
            else if (what == 1 && expected.Count > 0)
            {
                var removed = expected[(int)(size % expected.Count)];
                wheel.Remove(removed);
                wheel.Remove(removed);
                expected.Remove(removed);
            }
            else
            {
                var entry = new Entry { Due = now + wait - 15 };
                wheel.Add(entry);
                expected.Add(entry);
            }

            AssertWakesInTime(wheel, expected);
        }

        AssertTakes(wheel, now + (1000 * Round), expected);
        Assert.Equal(long.MaxValue, wheel.NextDue);
    }

    // What is in a slot's list for a later round must not make the sleeper wake again and again at the same time.
    [Property]
    public bool Whoever_wakes_when_told_gets_on(PositiveInt wait)
    {
        var wheel = new WheelSlots(SlotLength, Start);
        wheel.Add(new Entry { Due = Start + (wait.Get * Round / 7) });
        var taken = new List<WheelEntry>();
        var wakes = 0;
        for (var now = Start; taken.Count == 0; wakes++)
        {
            var next = wheel.NextDue;
            Assert.InRange(next, now + 1, long.MaxValue);
            wheel.TakeDue(now = next, taken);
        }

        return wakes <= (wait.Get / 7) + 2;
    }

    [Fact]
    public void An_empty_wheel_need_not_be_looked_at()
    {
        Assert.Equal(long.MaxValue, _wheel.NextDue);

        var entry = new Entry { Due = Start };
        _wheel.Add(entry);
        _wheel.Remove(entry);

        Assert.Equal(long.MaxValue, _wheel.NextDue);
    }

    [Fact]
    public void What_has_been_taken_can_be_added_again()
    {
        var entry = new Entry { Due = Start };
        for (var turn = 0; turn < 3; turn++)
        {
            _wheel.Add(entry);
            var taken = new List<WheelEntry>();
            _wheel.TakeDue(entry.Due, taken);
            Assert.Equal([entry], taken);
            entry.Due += Round;
        }
    }

    private static void AssertTakes(WheelSlots wheel, long now, List<Entry> expected)
    {
        var taken = new List<WheelEntry>();
        wheel.TakeDue(now, taken);

        var due = expected.Where(entry => entry.Due <= now).ToList();
        Assert.Equal(due.Count, taken.Count);
        Assert.Equal(due.ToHashSet<WheelEntry>(), taken.ToHashSet());
        Assert.All(taken, entry => Assert.Null(entry.Slot));
        expected.RemoveAll(due.Contains);
    }

    private static void AssertWakesInTime(WheelSlots wheel, List<Entry> expected)
    {
        if (expected.Count == 0)
        {
            Assert.Equal(long.MaxValue, wheel.NextDue);
        }
        else
        {
            Assert.InRange(wheel.NextDue, long.MinValue, expected.Min(entry => entry.Due));
        }
    }

    private sealed class Entry : WheelEntry
    {
        public override void Ring()
        {
        }
    }
}
