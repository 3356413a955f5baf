using MockLlm.Engine.Configuration.Files;

namespace MockLlm.Engine.Tests.Configuration.Files;

public sealed class FileWatchTests
{
    private static readonly FileStamp Old = new(1, DateTime.UnixEpoch);
    private static readonly FileStamp New = new(2, DateTime.UnixEpoch);

    [Fact]
    public void An_untouched_file_is_never_read() => Assert.Empty(new EditSimulation([], lateness: 0, reading: 1).Run().Read);

    [Fact]
    public void A_single_edit_is_read_once_when_it_has_stood_still() =>
        Assert.Equal(
            [new Judged(251, 1, EditVerdict.Accept)],
            new EditSimulation([new(60, IsGood: true)], lateness: 0, reading: 1).Run().Judged);

    [Fact]
    public void A_missing_file_is_read_like_a_change()
    {
        var watch = FileWatch.After(Old).Observe(null, Milliseconds(0)).Next;
        (watch, var read) = watch.Observe(null, Milliseconds(50));

        Assert.True(read);
        Assert.Equal(EditVerdict.Refuse, watch.Finish(null, null, isGood: false).Verdict);
    }

    [Fact]
    public void A_file_that_was_missing_from_the_start_is_not_read() =>
        Assert.False(FileWatch.After(null).Observe(null, Milliseconds(1000)).Read);

    [Fact]
    public void A_stamp_that_comes_back_needs_no_second_read()
    {
        var watch = FileWatch.After(Old).Observe(New, Milliseconds(0)).Next;
        watch = watch.Observe(Old, Milliseconds(40)).Next;

        Assert.False(watch.Observe(Old, Milliseconds(5000)).Read);
    }

    [Fact]
    public void A_file_that_is_written_while_it_is_read_is_read_again()
    {
        var watch = FileWatch.After(null).Observe(Old, Milliseconds(0)).Next.Observe(Old, Milliseconds(50)).Next;
        (watch, var verdict) = watch.Finish(Old, New, isGood: false);
        Assert.Equal(EditVerdict.Wait, verdict);

        watch = watch.Observe(New, Milliseconds(100)).Next;
        Assert.True(watch.Observe(New, Milliseconds(150)).Read);
    }

    [Fact]
    public void A_file_that_was_read_in_the_middle_of_edits_is_read_once_more_when_it_stands_still()
    {
        var watch = FileWatch.After(null);
        for (var i = 0; i < 5; i++)
        {
            watch = watch.Observe(new(i, DateTime.UnixEpoch), Milliseconds(i * 50)).Next;
        }

        (watch, var hurried) = watch.Observe(New, Milliseconds(250));
        Assert.True(hurried);
        (watch, var verdict) = watch.Finish(New, New, isGood: true);
        Assert.Equal(EditVerdict.Accept, verdict);

        (watch, var again) = watch.Observe(New, Milliseconds(300));
        Assert.True(again);
        watch = watch.Finish(New, New, isGood: true).Next;
        Assert.False(watch.Observe(New, Milliseconds(5000)).Read);
    }

    [Fact]
    public void Looks_seldom_while_nothing_happens_and_often_while_something_does()
    {
        var quiet = FileWatch.After(Old).Observe(Old, Milliseconds(0)).Next;
        var changing = quiet.Observe(New, Milliseconds(200)).Next;

        Assert.Equal(Milliseconds(200), quiet.NextLook);
        Assert.Equal(FileWatch.Stillness, changing.NextLook);
    }

    [Fact]
    public void One_read_is_under_way_at_a_time()
    {
        var watch = FileWatch.After(null).Observe(Old, Milliseconds(0)).Next.Observe(Old, Milliseconds(50)).Next;

        Assert.False(watch.Observe(Old, Milliseconds(100)).Read);
        Assert.False(watch.Observe(New, Milliseconds(2000)).Read);
    }

    [Fact]
    public void A_blank_file_is_accepted_when_it_has_been_blank_for_half_a_second()
    {
        var watch = FileWatch.After(Old);
        for (var now = 0; now < 1000; now += 50)
        {
            (watch, var read) = watch.Observe(New, Milliseconds(now));
            if (!read)
            {
                continue;
            }

            (watch, var verdict) = watch.Finish(New, New, isGood: true, isBlank: true);
            Assert.Equal(now < 500 ? EditVerdict.Wait : EditVerdict.Accept, verdict);
            if (verdict == EditVerdict.Accept)
            {
                Assert.False(watch.Observe(New, Milliseconds(5000)).Read);
                return;
            }
        }

        Assert.Fail("The blank file was never accepted.");
    }

    [Fact]
    public void A_read_without_an_answer_is_tried_again_although_the_stamp_is_the_settled_one()
    {
        var watch = FileWatch.After(Old).Observe(New, Milliseconds(0)).Next.Observe(New, Milliseconds(50)).Next;
        watch = watch.GiveUp();

        watch = watch.Observe(Old, Milliseconds(100)).Next;
        Assert.True(watch.Observe(Old, Milliseconds(150)).Read);
    }

    private static TimeSpan Milliseconds(int milliseconds) => TimeSpan.FromMilliseconds(milliseconds);
}
