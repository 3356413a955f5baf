using Akka.Actor;
using MockLlm.Engine.Admission;
using MockLlm.Engine.Configuration;
using MockLlm.Engine.Configuration.Files;
using MockLlm.Engine.Configuration.Live;
using MockLlm.Engine.Tests.Configuration.Files;

namespace MockLlm.Engine.Tests.Admission;

public sealed class RegistryActorTests : QuietTestKit
{
    private readonly StateUnderTest _first = new();
    private readonly StateUnderTest _second = new();
    private readonly IActorRef _registry;

    public RegistryActorTests() => _registry = Sys.ActorOf(
        RegistryActor.Props(
            new Dictionary<string, Props>
            {
                ["first"] = DeadlyProviderActor.Props("first", _first),
                ["second"] = DeadlyProviderActor.Props("second", _second),
            },
            new Dictionary<string, Props>
            {
                ["config"] = ConfigActor.Props("/nowhere/responses.yml", new LiveConfig(new(Snapshot.Default), []), [], TimeProvider.System, new RecordingLog()),
            }),
        "registry");

    [Fact]
    public async Task Supervises_one_actor_per_provider()
    {
        var refs = await Providers();

        Assert.Equal(["first", "second"], refs.Keys.Order());
        Assert.All(refs.Values, provider => Assert.Equal(_registry.Path, provider.Path.Parent));
        Assert.NotEqual(refs["first"], refs["second"]);
    }

    [Fact]
    public async Task Supervises_the_config_actor()
    {
        var config = await Config();

        Assert.Equal(_registry.Path, config.Path.Parent);
    }

    [Fact]
    public async Task A_provider_actor_that_crashes_is_restarted_alone()
    {
        var refs = await Providers();

        await refs["first"].Ask(ProviderRequests.Deadly);

        Assert.IsType<Decision.Proceed>(await refs["first"].Ask(1));
        Assert.IsType<Decision.Proceed>(await refs["second"].Ask(1));
        Assert.Equal((1, 0), (_first.Counts.Restarts, _second.Counts.Restarts));
    }

    [Fact]
    public async Task A_provider_actor_is_restarted_as_often_as_it_crashes()
    {
        const int Crashes = 100;
        var provider = (await Providers())["first"];

        for (var i = 0; i < Crashes; i++)
        {
            Assert.IsType<Decision.Crashed>(await provider.Ask(ProviderRequests.Deadly));
        }

        Assert.IsType<Decision.Proceed>(await provider.Ask(1));
        Assert.Equal(Crashes, _first.Counts.Restarts);
    }

    [Fact]
    public async Task The_refs_stay_good_over_a_restart()
    {
        var before = (await Providers())["first"];

        await before.Ask(ProviderRequests.Deadly);

        Assert.Same(before, (await Providers())["first"]);
    }

    [Fact]
    public async Task A_config_actor_that_crashes_is_restarted_and_no_provider_notices()
    {
        var config = await Config();

        await EventFilter.Exception<InvalidOperationException>().ExpectOneAsync(
            () =>
            {
                config.Tell(new Status.Failure(new IOException("The disk is on fire.")));
                return Task.CompletedTask;
            });

        Assert.IsType<Decision.Proceed>(await (await Providers())["first"].Ask(1));
        Assert.Equal((0, 0), (_first.Counts.Restarts, _second.Counts.Restarts));
        Assert.Equal(config, (await config.Ask<ActorIdentity>(new Identify(null), RemainingOrDefault)).Subject);
    }

    private async Task<IReadOnlyDictionary<string, IActorRef>> Providers() =>
        (await _registry.Ask<Protocol.ProviderRefs>(Protocol.GetProviders.Instance, RemainingOrDefault)).ByName;

    // The registry has its children once it answers.
    private async Task<IActorRef> Config()
    {
        await Providers();
        return await Sys.ActorSelection(_registry.Path / "config").ResolveOne(RemainingOrDefault);
    }
}
