using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using MockLlm.Engine.Configuration.Files;

namespace MockLlm.Engine.Tests.Configuration.Files;

/// <summary>Random edits in virtual time, from one every millisecond to one every second.</summary>
public sealed class FileWatchProperties
{
    [Property]
    public Property A_good_edit_is_in_force_within_a_second_at_any_rate_of_edits() =>
        Prop.ForAll(Editing(good: 100).ToArbitrary(), editing =>
        {
            var aSecondLater = editing.Simulate().InForce(editing.Edits.Select(edit => edit.At + 1000));
            return aSecondLater.Index().All(force => force.Item >= force.Index + 1);
        });

    [Property]
    public Property Broken_edits_are_never_put_into_force_and_good_ones_never_reported() =>
        Prop.ForAll(Editing(good: 50).ToArbitrary(), editing =>
        {
            var run = editing.Simulate();
            return run.Judged.All(judged => judged.Verdict switch
            {
                EditVerdict.Accept => run.IsGood(judged.Version),
                EditVerdict.Refuse => !run.IsGood(judged.Version),
                _ => true,
            });
        });

    [Property]
    public Property What_stands_still_in_the_end_is_judged_within_a_second() =>
        Prop.ForAll(Editing(good: 50).ToArbitrary(), editing =>
        {
            var run = editing.Simulate();
            var last = run.Judged.Where(judged => judged.At <= editing.Edits[^1].At + 1000).Last(judged => judged.Verdict != EditVerdict.Wait);
            var expected = run.IsGood(editing.Edits.Count) ? EditVerdict.Accept : EditVerdict.Refuse;
            return (last.Version, last.Verdict) == (editing.Edits.Count, expected);
        });

    [Property]
    public Property A_torn_file_is_reported_only_if_it_has_stood_still() =>
        Prop.ForAll(Editing(good: 50).ToArbitrary(), editing =>
        {
            var run = editing.Simulate();
            return run.Judged.Where(judged => judged.Verdict == EditVerdict.Refuse).All(judged =>
                judged.At - editing.Edits[judged.Version - 1].At >= FileWatch.Stillness.TotalMilliseconds);
        });

    [Property]
    public Property No_version_is_read_more_than_twice_and_none_without_a_change() =>
        Prop.ForAll(Editing(good: 50).ToArbitrary(), editing =>
            editing.Simulate().Read.CountBy(version => version).All(read => read.Key > 0 && read.Value <= 2));

    private static Gen<Random> Editing(int good) =>
        from rate in Gen.Elements(5, 40, 120, 1000)
        from gaps in Gen.NonEmptyListOf(Gen.Choose(1, rate))
        from quality in Gen.ListOf(Gen.Choose(1, 100), gaps.Count)
        from repeat in Gen.Choose(1, 20)
        from lateness in Gen.Choose(0, 15)
        from reading in Gen.Choose(0, 100)
        select Random.Of(
            [.. Enumerable.Repeat(gaps, repeat).SelectMany(gap => gap)],
            [.. Enumerable.Repeat(quality, repeat).SelectMany(one => one).Select(one => one <= good)],
            lateness,
            reading);

    private sealed record Random(IReadOnlyList<Edit> Edits, int Lateness, int Reading)
    {
        public static Random Of(int[] gaps, bool[] isGood, int lateness, int reading)
        {
            var at = 0;
            return new([.. gaps.Zip(isGood, (gap, good) => new Edit(at += gap, good))], lateness, reading);
        }

        public EditSimulation Simulate() => new EditSimulation(Edits, Lateness, Reading).Run();
    }
}
