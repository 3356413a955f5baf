using System.Globalization;
using MockLlm.Engine.Hashing;
using MockLlm.Providers.Anthropic.Batches;

namespace MockLlm.Providers.Tests.Anthropic.Batches;

[Collection(Alone.Name)]
public sealed class BatchStoreSizeTests
{
    private const long Bound = 16 * 1024 * 1024;

    [Theory]
    [InlineData(1, 100)]
    [InlineData(10_000, 10)]
    [InlineData(1, 1_000_000)]
    public void Kept_batches_take_about_as_much_as_they_are_counted_and_stay_within_the_bound(int results, int line)
    {
        var store = new BatchStore(capacity: 30_000, Bound);
        var count = 0;
        var size = 0L;
        // The pools of earlier tests may give memory back while the store is filled, so what the store gives back is measured.
        var taken = Alone.HeapBetween(Fill, Release);

        Assert.InRange(size, 1, Bound);
        Assert.InRange((double)taken / size, 1 / 1.5, 1.5);

        void Fill()
        {
            for (var kept = 0L; kept < 2 * Bound;)
            {
                var id = (count++).ToString("D32", CultureInfo.InvariantCulture);
                var batch = new Batch(id, ClientKey.Of("key"), Vendor.Now, [.. Enumerable.Range(0, results).Select(i => new BatchResult($"{id}{i}", true, new byte[line]))]);
                store.Add(batch);
                kept += batch.Size;
            }
        }

        void Release()
        {
            size = store.Size;
            store.Clear();
        }
    }

    [Fact]
    public void A_long_api_key_takes_no_more_than_a_short_one()
    {
        var store = new BatchStore();
        var taken = Alone.HeapOf(() =>
        {
            for (var i = 0; i < 100; i++)
            {
                store.Add(new Batch($"{i}", ClientKey.Of(new string('x', 1_000_000) + i), Vendor.Now, []));
            }
        });

        // The keys together take 200 MB. The last one may still be on the stack.
        Assert.InRange(taken, long.MinValue, 4_000_000);
        Assert.Equal(100, Enumerable.Range(0, 100).Count(i => store.Find(new string('x', 1_000_000) + i, $"{i}") is not null));
    }
}
