using FsCheck;
using FsCheck.Xunit;
using MockLlm.Engine.Inference.PrefixCaching;

namespace MockLlm.Engine.Tests.Inference.PrefixCaching;

/// <summary>The store of blocks does the same as a plain list.</summary>
public sealed class BlockStoreProperties
{
    [Property(MaxTest = 500)]
    public void It_keeps_the_blocks_that_were_used_last(byte[] uses, PositiveInt size)
    {
        var capacity = 1 + (size.Get % 20);
        var store = new BlockStore(capacity);
        var model = new List<UInt128>();
        foreach (UInt128 block in uses.Select(use => use % 30))
        {
            store.Use(block);
            model.Remove(block);
            model.Insert(0, block);
            model.RemoveRange(Math.Min(capacity, model.Count), Math.Max(0, model.Count - capacity));

            Assert.Equal(model.Count, store.Count);
        }

        Assert.Equal(model.Order(), Enumerable.Range(0, 30).Select(block => (UInt128)block).Where(store.Has));
    }

    [Fact]
    public void A_cleared_store_begins_anew()
    {
        var store = new BlockStore(2);
        store.Use(1);
        store.Use(2);

        store.Clear();
        store.Use(3);

        Assert.Equal((1, false, true), (store.Count, store.Has(1), store.Has(3)));
    }
}
