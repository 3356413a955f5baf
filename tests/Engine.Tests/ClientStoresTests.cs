using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using MockLlm.Engine.Admission;
using MockLlm.Engine.Faults;
using MockLlm.Engine.Latency;
using MockLlm.Engine.Limits;
using MockLlm.Engine.Matching;
using MockLlm.Engine.Rules;
using MockLlm.Engine.Rules.Replies;
using MockLlm.Engine.Tests.Matching;
using MockLlm.Engine.Tokenization;

namespace MockLlm.Engine.Tests;

/// <summary>Fills each store of the engine that a client can fill. Its bound is the one that docs/security.md states.</summary>
[Collection(Alone.Name)]
public sealed class ClientStoresTests
{
    private const int MiB = 1024 * 1024;

    private static readonly Dictionary<string, Func<object>> Filled = new()
    {
        ["positions in sequences"] = () => Fill(new SequenceCursors(), 150_000, (store, i) => store.Next("s", $"session {i}")),
        ["accounts of limits"] = () => Fill(new LimitAccounts(new FakeTimeProvider()), 150_000, Charge),
        ["models in the index of rules"] = () => Fill(ManyRules(), 5_000, (store, i) => Ask(store, $"model {i}")),
        ["token counts of short texts"] = () => Fill(new TokenCounts(8192), 20_000, (store, i) => store.Of(Long(i, 1000), TokenEncoding.O200kBase, (_, _) => 1)),
        ["counts of equal requests"] = () => Fill(new RequestOrdinals(100_000), 300_000, (store, i) => store.Next((ulong)i)),
        ["latency headers"] = () => Fill(new object(), 3_000, (_, i) => RequestLatency.Read(Head(RequestLatency.HeaderName, $"first_token={i}ms; unknown{new string('x', 400)}=1"))),
        ["fault headers"] = () => Fill(new object(), 3_000, (_, i) => RequestFault.Read(Head(RequestFault.HeaderName, $"kind=status; status=503; unknown{i}{new string('x', 400)}=1"))),
    };

    public static TheoryData<string> Stores
    {
        get
        {
            var stores = new TheoryData<string>();
            foreach (var store in Filled.Keys)
            {
                stores.Add(store);
            }

            return stores;
        }
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public void A_full_store_stays_within_the_bound_that_the_docs_state(string store)
    {
        object? kept = null;
        var taken = Alone.HeapOf(() => kept = Filled[store]());

        Assert.InRange(taken, long.MinValue, StatedBound(store));
        GC.KeepAlive(kept);
    }

    [Fact]
    public void Long_names_that_a_client_chooses_are_not_kept()
    {
        var cursors = new SequenceCursors();
        var limits = new LimitAccounts(new FakeTimeProvider());
        var rules = ManyRules();
        var taken = Alone.HeapOf(() =>
        {
            for (var i = 0; i < 100; i++)
            {
                var name = Long(i, 500_000);
                cursors.Next("s", name);
                Ask(rules, name);
                var policy = new LimitPolicy(1, 0, 0, 0, LimitScope.Model, EnforceRetryAfter: true);
                var claim = LimitClaim.Of(policy, Inputs.Identity("openai", name, null));
                limits.Charge(claim, LimitCost.OneRequest);
                Assert.Equal(name, limits.Charge(claim, LimitCost.OneRequest)?.Model);
                Assert.Equal(name, limits.Charge(claim, LimitCost.OneRequest)?.Model);
            }
        });

        Assert.Equal(100, limits.Count);
        // The names together take 100 MB. The last one may still be on the stack.
        Assert.InRange(taken, long.MinValue, 4 * MiB);
        GC.KeepAlive((cursors, limits, rules));
    }

    private static object Fill<T>(T store, int count, Action<T, int> add)
    {
        for (var i = 0; i < count; i++)
        {
            add(store, i);
        }

        return store!;
    }

    private static void Charge(LimitAccounts accounts, int i)
    {
        var policy = new LimitPolicy(1, 1000, 1000, 1000, EnforceRetryAfter: true);
        var claim = new LimitClaim(policy, (UInt128)i, "model");
        accounts.Charge(claim, LimitCost.OneRequest);
        accounts.Charge(claim, LimitCost.OneRequest);
    }

    private static RuleIndex ManyRules() => new([.. Enumerable.Range(0, 1000).Select(i => new Rule(null, When.Any, null, null))]);

    private static void Ask(RuleIndex rules, string model) =>
        rules.First(new MatchInput(Inputs.Identity("openai", model, null), new([new("user", "hi")], model), Head("x", "y")));

    private static string Long(int i, int length) => string.Create(CultureInfo.InvariantCulture, $"{i} {new string('x', length)}");

    private static RequestHead Head(string name, string value) => new("POST", "/", header => header == name ? value : null, _ => null, _ => null);

    // A row of the table: | what | bound, such as "100,000 positions, 24 MiB" | setting | past it |
    private static long StatedBound(string store)
    {
        var page = File.ReadAllLines(Path.Combine(Root(), "docs", "security.md"));
        var row = page.Single(line => line.StartsWith($"| {store} |", StringComparison.Ordinal));
        var words = row.Split('|')[2].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return long.Parse(words[Array.IndexOf(words, "MiB") - 1], CultureInfo.InvariantCulture) * MiB;
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "MockLlm.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests run outside the repository.");
        }

        return folder.FullName;
    }
}
