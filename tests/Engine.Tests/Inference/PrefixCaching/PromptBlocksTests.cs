using FsCheck;
using FsCheck.Xunit;
using MockLlm.Engine.Inference.PrefixCaching;

using static MockLlm.Engine.Tests.Inference.PrefixCaching.Prompts;

namespace MockLlm.Engine.Tests.Inference.PrefixCaching;

public sealed class PromptBlocksTests
{
    [Property(MaxTest = 300)]
    public void Two_prompts_have_equal_keys_exactly_as_far_as_they_have_equal_tokens(int[] shared, int[] one, int[] other, PositiveInt length)
    {
        var settings = new PrefixCacheSettings(1 + (length.Get % 5), 1_000);
        int[] first = [.. shared, .. one];
        int[] second = [.. shared, .. other];
        var equal = first.Zip(second).TakeWhile(pair => pair.First == pair.Second).Count();
        var (a, b) = (Of(first, settings).Keys, Of(second, settings).Keys);

        Assert.Equal((first.Length / settings.Block, second.Length / settings.Block), (a.Count, b.Count));
        Assert.Equal(equal / settings.Block, a.Zip(b).TakeWhile(pair => pair.First == pair.Second).Count());
        Assert.Empty(a.Skip(equal / settings.Block).Intersect(b.Skip(equal / settings.Block)));
    }

    [Property]
    public void It_does_not_matter_in_which_pieces_the_tokens_come(int[] tokens, PositiveInt piece)
    {
        var settings = new PrefixCacheSettings(3, 1_000);
        var inPieces = new PromptBlocks(settings, root: default, new());
        foreach (var some in tokens.Chunk(piece.Get))
        {
            inPieces.Add(some);
        }

        Assert.Equal(Of(tokens, settings).Keys, inPieces.Keys);
        Assert.Equal(tokens.Length, inPieces.Tokens);
    }

    [Fact]
    public void Another_root_gives_other_keys()
    {
        var settings = new PrefixCacheSettings(2, 10);

        Assert.Empty(Of([1, 2, 3, 4], settings, root: 1).Keys.Intersect(Of([1, 2, 3, 4], settings, root: 2).Keys));
    }

    [Fact]
    public void No_more_keys_are_made_than_the_cache_can_keep()
    {
        var prompt = Of([.. Enumerable.Range(0, 100)], new(2, 10));

        Assert.Equal((10, 100), (prompt.Keys.Count, prompt.Tokens));
    }
}

/// <summary>Prompts of given tokens.</summary>
internal static class Prompts
{
    public static PromptBlocks Of(int[] tokens, PrefixCacheSettings settings, UInt128 root = default)
    {
        var blocks = new PromptBlocks(settings, root, new());
        blocks.Add(tokens);
        return blocks;
    }
}
