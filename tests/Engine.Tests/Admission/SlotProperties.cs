using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using MockLlm.Engine.Admission;
using MockLlm.Engine.Latency;

namespace MockLlm.Engine.Tests.Admission;

/// <summary>Any story of arrivals, leavers, ends, failures, crashes and edits ends with every slot free.</summary>
public sealed class SlotProperties : QuietTestKit
{
    private static readonly SlotClaim[] Constant = [new(null, 1, 3), new("small", 2, null), new("large", 3, 0)];

    private static readonly SlotClaim[] Edited =
        [.. Constant, new(null, 3, null), new(null, 2, 1), new("small", 1, 2), new("small", 4, null), new("large", 1, 4)];

    // A promise that is kept twice throws, which crashes the actor: restarts are the crashes that the story tells of, and no more.
    public SlotProperties()
        : base("akka.loglevel = OFF")
    {
    }

    [Property(MaxTest = 100)]
    public Property Slots_that_stay_as_they_are_are_never_exceeded_and_go_by_arrival() => Holds(Steps(Constant, edits: false));

    [Property(MaxTest = 100)]
    public Property Slots_that_are_edited_are_never_lost() => Holds(Steps(Edited, edits: true));

    private static Arbitrary<List<Step>> Steps(SlotClaim[] claims, bool edits)
    {
        var claim = Gen.Elements(claims);
        var end = Gen.Elements(Enum.GetValues<ReplyOutcome>());
        var which = Gen.Choose(0, 1_000);
        var crash = Gen.Elements(ProviderRequests.Deadly, ProviderRequests.DeadlyLate);
        (int, Gen<Step>)[] always =
        [
            (8, claim.Select(Step (claim) => new Step.Arrive(1, claim))),
            (1, Gen.Constant<Step>(new Step.Arrive(1, null))),
            (1, claim.Zip(crash, Step (claim, key) => new Step.Arrive(key, claim))),
            (2, which.Select(Step (which) => new Step.Leave(which))),
            (5, which.Zip(end, Step (which, end) => new Step.Finish(which, end))),
        ];
        var edit = Gen.SubListOf(claims).Select(Step (claims) => new Step.Edit([.. claims.DistinctBy(claim => claim.Model)]));
        return Gen.Frequency(edits ? [.. always, (1, edit)] : always).ListOf().Select(steps => steps.ToList()).ToArbitrary();
    }

    private Property Holds(Arbitrary<List<Step>> stories) => Prop.ForAll(stories, story => Tell(story).GetAwaiter().GetResult());

    private async Task Tell(List<Step> story)
    {
        var state = new StateUnderTest();
        var run = new SlotStory(Sys.ActorOf(DeadlyProviderActor.Props("simple", state)), state);
        foreach (var step in story)
        {
            await run.Tell(step);
        }

        await run.End();
    }
}
