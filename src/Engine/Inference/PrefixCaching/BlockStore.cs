namespace MockLlm.Engine.Inference.PrefixCaching;

/// <summary>
/// A set of blocks with a limited size. If it is full, the block that was used least recently makes room. All methods but
/// <see cref="Clear"/> take constant time. The class is not thread-safe.
/// </summary>
/// <param name="capacity">The most blocks, at least 1.</param>
internal sealed class BlockStore(int capacity)
{
    private const int None = -1;

    private readonly Dictionary<UInt128, int> _places = [];
    private readonly List<Link> _links = [];
    private int _newest = None;
    private int _oldest = None;

    /// <summary>The number of blocks.</summary>
    public int Count => _places.Count;

    /// <summary>Whether a block is in the set. That is no use of the block.</summary>
    public bool Has(UInt128 block) => _places.ContainsKey(block);

    /// <summary>Adds a block, or uses it if it is in the set.</summary>
    public void Use(UInt128 block)
    {
        if (_places.TryGetValue(block, out var place))
        {
            if (place != _newest)
            {
                Remove(place);
                PutFirst(place, block);
            }
        }
        else
        {
            Add(block);
        }
    }

    /// <summary>Removes all blocks.</summary>
    public void Clear()
    {
        _places.Clear();
        _links.Clear();
        (_newest, _oldest) = (None, None);
    }

    private void Add(UInt128 block)
    {
        var place = _links.Count;
        if (place < capacity)
        {
            _links.Add(default);
        }
        else
        {
            place = _oldest;
            Remove(place);
            _places.Remove(_links[place].Block);
        }

        _places.Add(block, place);
        PutFirst(place, block);
    }

    private void PutFirst(int place, UInt128 block)
    {
        _links[place] = new(block, None, _newest);
        if (_newest != None)
        {
            _links[_newest] = _links[_newest] with { Newer = place };
        }

        _newest = place;
        _oldest = _oldest == None ? place : _oldest;
    }

    private void Remove(int place)
    {
        var (_, newer, older) = _links[place];
        if (newer == None)
        {
            _newest = older;
        }
        else
        {
            _links[newer] = _links[newer] with { Older = older };
        }

        if (older == None)
        {
            _oldest = newer;
        }
        else
        {
            _links[older] = _links[older] with { Newer = newer };
        }
    }

    private readonly record struct Link(UInt128 Block, int Newer, int Older);
}
