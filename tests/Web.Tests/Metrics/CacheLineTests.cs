using System.Reflection;
using System.Runtime.CompilerServices;
using MockLlm.Web.Lifetime;
using MockLlm.Web.Metrics;

namespace MockLlm.Web.Tests.Metrics;

/// <summary>Numbers that different cores write are at least two cache lines of 64 bytes apart. Processors load such lines in pairs.</summary>
public sealed class CacheLineTests
{
    private const int Apart = 128;

    // An array has its length eight bytes before its first number. It is read with each addition.
    private const int LengthBeforeNumbers = 8;

    [Fact]
    public void The_stripes_of_a_counter_share_no_line()
    {
        var counter = new StripedCounter();
        ref var start = ref counter.Cell(-1);

        Assert.InRange(Unsafe.ByteOffset(ref start, ref counter.Cell(0)) + LengthBeforeNumbers, Apart, nint.MaxValue);
        Assert.All(Enumerable.Range(1, Stripes.Count - 1), stripe =>
            Assert.InRange(Unsafe.ByteOffset(ref counter.Cell(stripe - 1), ref counter.Cell(stripe)), Apart, nint.MaxValue));
        // The object behind the array does not begin in the line of the last stripe.
        Assert.Equal(Apart, Unsafe.ByteOffset(ref counter.Cell(Stripes.Count - 1), ref counter.Cell(Stripes.Count)));
    }

    [Fact]
    public void The_rows_of_the_latenesses_share_no_line()
    {
        var counts = new LatenessCounts();
        var last = LatenessBuckets.Count - 1;

        Assert.InRange(Unsafe.ByteOffset(ref counts.Cell(0, 0), ref counts.Cell(0, last)), last * sizeof(long), last * sizeof(long));
        // With one core there is one row, and the start of a second one is the end of the array.
        Assert.All(Enumerable.Range(1, Math.Min(Stripes.Count, 16) - 1), row =>
            Assert.InRange(Unsafe.ByteOffset(ref counts.Cell(row - 1, last), ref counts.Cell(row, 0)), Apart, nint.MaxValue));
    }

    [Fact]
    public void A_lonely_number_has_its_lines_to_itself()
    {
        var numbers = new LonelyNumber[2];

        Assert.InRange(
            Unsafe.ByteOffset(ref Unsafe.As<LonelyNumber, byte>(ref numbers[0]), ref Unsafe.As<long, byte>(ref numbers[0].Value)), Apart, nint.MaxValue);
        Assert.InRange(
            Unsafe.ByteOffset(ref Unsafe.As<long, byte>(ref numbers[0].Value), ref Unsafe.As<LonelyNumber, byte>(ref numbers[1])), Apart, nint.MaxValue);
    }

    // A field that several cores write would share a line with fields that all cores read.
    [Theory]
    [InlineData(typeof(Meters))]
    [InlineData(typeof(TokenMeter))]
    [InlineData(typeof(StripedCounter))]
    [InlineData(typeof(LatenessCounts))]
    [InlineData(typeof(LatenessWindow))]
    [InlineData(typeof(Lateness), "_longest")] // it is seldom written: only by an event that is later than all before
    [InlineData(typeof(Drain), "_open", "_draining")] // the first is lonely, the second is written once
    public void Objects_that_every_request_uses_have_only_fields_that_are_set_once(Type type, params string[] others)
    {
        var written = type.GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public)
            .Where(field => !field.IsInitOnly && !field.Name.StartsWith('<'))
            .Select(field => field.Name);

        Assert.Equal(others.Order(StringComparer.Ordinal), written.Order(StringComparer.Ordinal));
        Assert.True(type != typeof(Drain) || type.GetField("_open", BindingFlags.Instance | BindingFlags.NonPublic)!.FieldType == typeof(LonelyNumber));
    }
}
