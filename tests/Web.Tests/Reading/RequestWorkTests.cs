using Microsoft.AspNetCore.Http;
using MockLlm.Engine.Work;
using MockLlm.Web.Reading;

namespace MockLlm.Web.Tests.Reading;

public sealed class RequestWorkTests
{
    private const int Capacity = 1_000_000;
    private const int Small = RequestWork.LargestSmallReply;

    private readonly BodyMemory _memory = new(() => Capacity, TimeProvider.System);

    [Fact]
    public void A_small_reply_takes_nothing()
    {
        using var work = Work();

        work.Take(Small / 2);
        work.Take(Small / 2);

        Assert.Equal(0, _memory.Used);
    }

    [Fact]
    public void A_large_reply_takes_the_memory_of_all_its_parts_and_gives_it_back()
    {
        var work = Work();

        work.Take(Small);
        work.Take(1000);
        work.Take(1000);
        Assert.Equal(Small + 2000, _memory.Used);

        work.Dispose();
        Assert.Equal(0, _memory.Used);
    }

    [Fact]
    public void A_reply_without_memory_ends_and_keeps_what_it_has_until_its_request_is_over()
    {
        using var first = Work();
        using var second = Work();
        first.Take(600_000);

        Assert.Equal(WorkEnd.NoMemory, Assert.Throws<WorkEndedException>(() => second.Take(500_000)).End);

        Assert.Equal(600_000, _memory.Used);
    }

    [Fact]
    public void A_handler_that_runs_on_after_its_request_takes_nothing()
    {
        var work = Work();
        work.Take(600_000);
        work.Dispose();

        Assert.Throws<WorkEndedException>(() => work.Take(1));

        Assert.Equal(0, _memory.Used);
    }

    private RequestWork Work() => new(new DefaultHttpContext(), TimeProvider.System, new HeavyWork(), isLarge: false, _memory);
}
