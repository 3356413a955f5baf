using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MockLlm.Engine.Hashing;
using MockLlm.Engine.Work;

namespace MockLlm.Engine.Inference.PrefixCaching;

/// <summary>
/// The full blocks of a prompt. The key of a block depends on its tokens and on the key of the block before it. So two prompts have equal
/// keys exactly as far as they have equal tokens.
/// </summary>
internal sealed class PromptBlocks
{
    // The key of the block before stands in front of the tokens, as four numbers of 32 bits.
    private const int KeyLength = 4;

    private readonly int[] _buffer;
    private readonly List<UInt128> _keys = [];
    private readonly PrefixCacheSettings _settings;
    private readonly WorkBudget _work;
    private int _filled = KeyLength;

    /// <param name="settings">The length of a block, and the most blocks that are of use.</param>
    /// <param name="root">Stands before the first block. Prompts with different roots have no block in common.</param>
    /// <param name="work">Counts the work and the memory.</param>
    public PromptBlocks(PrefixCacheSettings settings, UInt128 root, WorkBudget work)
    {
        (_settings, _work) = (settings, work);
        _buffer = new int[KeyLength + settings.Block];
        Follow(root);
    }

    /// <summary>The number of tokens.</summary>
    public int Tokens { get; private set; }

    /// <summary>The keys of the full blocks, at most as many as the cache can keep.</summary>
    public IReadOnlyList<UInt128> Keys => _keys;

    /// <summary>Adds tokens.</summary>
    public void Add(params ReadOnlySpan<int> tokens)
    {
        Tokens += tokens.Length;
        _work.Count(tokens.Length);
        while (tokens.Length > 0 && _keys.Count < _settings.Blocks)
        {
            var count = Math.Min(tokens.Length, _buffer.Length - _filled);
            tokens[..count].CopyTo(_buffer.AsSpan(_filled));
            tokens = tokens[count..];
            _filled += count;
            if (_filled == _buffer.Length)
            {
                EndBlock();
            }
        }
    }

    private void EndBlock()
    {
        _work.Take(Unsafe.SizeOf<UInt128>());
        var key = ClientKey.OfNumbers(_buffer);
        _keys.Add(key);
        Follow(key);
    }

    private void Follow(UInt128 key)
    {
        MemoryMarshal.Write(MemoryMarshal.AsBytes(_buffer.AsSpan(0, KeyLength)), key);
        _filled = KeyLength;
    }
}
