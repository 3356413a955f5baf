using Microsoft.Extensions.Time.Testing;
using MockLlm.Engine.Catalog;
using MockLlm.Engine.Limits;
using MockLlm.Engine.Tests.Matching;

namespace MockLlm.Engine.Tests.Limits;

public sealed class LimitAccountsTests
{
    private static readonly LimitPolicy Two = new(2, 0, 0, 0);

    private readonly FakeTimeProvider _time = new();
    private readonly LimitAccounts _accounts;

    public LimitAccountsTests() => _accounts = new(_time);

    [Fact]
    public void A_minutes_worth_is_let_through_and_then_one_whenever_it_is_refilled()
    {
        Assert.Null(Ask("a"));
        Assert.Null(Ask("a"));
        Assert.Equal(new LimitRefusal(LimitKind.Requests, 2, 2, 1, TimeSpan.FromSeconds(30), "m"), Ask("a"));
        _time.Advance(TimeSpan.FromSeconds(29.999));
        Assert.Equal(TimeSpan.FromMilliseconds(1), Ask("a")!.RetryAfter);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Null(Ask("a"));
        Assert.NotNull(Ask("a"));
    }

    [Theory]
    [InlineData(LimitScope.Key, false, true)]
    [InlineData(LimitScope.Model, true, false)]
    [InlineData(LimitScope.Provider, false, false)]
    public void Only_those_who_share_limits_use_them_up(object scope, bool otherKeyIsShut, bool otherModelIsShut)
    {
        var policy = Two with { Per = (LimitScope)scope };
        Assert.Null(_accounts.Charge(Claim("a", "m", policy), LimitCost.OneRequest));
        Assert.Null(_accounts.Charge(Claim("a", "m", policy), LimitCost.OneRequest));

        Assert.NotNull(_accounts.Charge(Claim("a", "m", policy), LimitCost.OneRequest));
        Assert.Equal((LimitScope)scope == LimitScope.Provider || otherKeyIsShut, _accounts.Charge(Claim("b", "m", policy), LimitCost.OneRequest) is not null);
        Assert.Equal((LimitScope)scope == LimitScope.Provider || otherModelIsShut, _accounts.Charge(Claim("a", "n", policy), LimitCost.OneRequest) is not null);
    }

    [Fact]
    public void An_alias_shares_the_limits_of_its_model()
    {
        var models = new ProviderModels([new ModelInfo("gpt-4o") { Aliases = ["4o"] }]);
        var policy = Two with { Per = LimitScope.Model };

        Assert.Equal(ClaimOf("gpt-4o"), ClaimOf("4o"));

        UInt128 ClaimOf(string model) => LimitClaim.Of(policy, Inputs.Identity("openai", model, models.Find(model)?.Name)).Account;
    }

    [Fact]
    public void What_does_not_fit_one_limit_is_charged_to_none_and_the_longest_wait_is_named()
    {
        var claim = Claim("a", "m", new(0, 100, 60, 60));
        Assert.Null(_accounts.Charge(claim, new(0, 50, 20)));

        var refusal = _accounts.Charge(claim, new(0, 20, 30));

        Assert.Equal((LimitKind.Tokens, 70L, 50L, TimeSpan.FromSeconds(12)), (refusal!.Kind, refusal.Used, refusal.Requested, refusal.RetryAfter));
        Assert.Equal([30L, 10L, 40L], _accounts.State(claim).Levels.Select(level => level.Remaining));
    }

    [Fact]
    public void What_is_more_than_a_minutes_worth_never_fits()
    {
        var refusal = _accounts.Charge(Claim("a", "m", new(0, 10, 0, 0)), new(0, 11, 0));

        Assert.True(refusal!.IsTooLarge);
        Assert.Equal(TimeSpan.FromMinutes(1), refusal.RetryAfter);
    }

    [Fact]
    public void Coming_back_too_early_restarts_the_wait_where_that_is_enforced()
    {
        var policy = Two with { EnforceRetryAfter = true };
        Ask("a", policy);
        Ask("a", policy);
        Assert.Equal(TimeSpan.FromSeconds(30), Ask("a", policy)!.RetryAfter);
        _time.Advance(TimeSpan.FromSeconds(29));
        Assert.Equal(TimeSpan.FromSeconds(30), Ask("a", policy)!.RetryAfter);
        _time.Advance(TimeSpan.FromSeconds(29));
        Assert.NotNull(Ask("a", policy));
        _time.Advance(TimeSpan.FromSeconds(30));
        Assert.Null(Ask("a", policy));
    }

    [Fact]
    public void An_edit_keeps_what_is_used_up_in_proportion()
    {
        Ask("a", new(10, 0, 0, 0));
        Ask("a", new(10, 0, 0, 0));

        Assert.Equal([80L], _accounts.State(Claim("a", "m", new(100, 0, 0, 0))).Levels.Select(level => level.Remaining));
    }

    [Fact]
    public void Any_number_of_threads_together_get_exactly_a_minutes_worth()
    {
        var admitted = 0;

        Parallel.For(0, 5_000, _ =>
        {
            if (Ask("a", new(1_000, 0, 0, 0)) is null)
            {
                Interlocked.Increment(ref admitted);
            }
        });

        Assert.Equal(1_000, admitted);
    }

    [Fact]
    public void A_million_keys_are_bounded_and_those_that_are_full_are_forgotten_first()
    {
        var accounts = new LimitAccounts(_time, capacity: 1_000);
        var policy = new LimitPolicy(600, 0, 0, 0);
        Assert.Null(accounts.Charge(Claim("spent", "m", policy), new(600, 0, 0)));
        for (var key = 0; key < 1_000_000; key++)
        {
            accounts.Charge(Claim($"key {key}", "m", policy), LimitCost.OneRequest);
            if (key % 100_000 == 0)
            {
                _time.Advance(TimeSpan.FromSeconds(3));
            }
        }

        Assert.Equal(1_000, accounts.Count);
        Assert.NotNull(accounts.Charge(Claim("spent", "m", policy), new(600, 0, 0)));
    }

    private LimitRefusal? Ask(string key, LimitPolicy? policy = null) => _accounts.Charge(Claim(key, "m", policy ?? Two), LimitCost.OneRequest);

    private static LimitClaim Claim(string key, string model, LimitPolicy policy) => LimitClaim.Of(policy, Inputs.Identity("openai", model) with { Account = key });
}
