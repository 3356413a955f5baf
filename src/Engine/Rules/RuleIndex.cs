using System.Collections.Concurrent;
using System.Numerics;
using MockLlm.Engine.Hashing;
using MockLlm.Engine.Matching;

namespace MockLlm.Engine.Rules;

/// <summary>
/// Finds the first of many rules that matches a request. An index of prompts and a cache per provider and model select the rules that can
/// match. Only these are tested, in their order.
/// </summary>
internal sealed class RuleIndex
{
    private const int Few = 16;
    private const int MostModels = 1_000;
    private const int WordsOnStack = 256;

    private readonly ConcurrentDictionary<UInt128, ulong[]> _byModel = new();
    private readonly IReadOnlyList<Rule> _rules;
    private readonly PromptIndex _prompts;
    private readonly ulong[] _unindexed;

    public RuleIndex(IReadOnlyList<Rule> rules)
    {
        _rules = rules;
        _unindexed = new ulong[((rules.Count - 1) >> 6) + 1];
        var indexed = new List<(int, IReadOnlyList<TextMatch>)>();
        for (var i = 0; i < rules.Count; i++)
        {
            if (rules[i].When.Find<PromptCondition>() is { Texts: var prompts } && PromptIndex.IsFor(prompts))
            {
                indexed.Add((i, prompts));
            }
            else
            {
                _unindexed[i >> 6] |= 1UL << i;
            }
        }

        _prompts = new(indexed);
    }

    /// <summary>Whether an index is faster than testing that many rules one after another.</summary>
    public static bool IsWorthIt(int rules) => rules > Few;

    /// <summary>The first rule that matches a request, or null.</summary>
    public Rule? First(in MatchInput request)
    {
        Span<ulong> found = _unindexed.Length <= WordsOnStack ? stackalloc ulong[_unindexed.Length] : new ulong[_unindexed.Length];
        _unindexed.CopyTo(found);
        _prompts.Mark(request.Prompt, found);
        var ofModel = OfModel(in request);
        for (var word = 0; word < found.Length; word++)
        {
            for (var left = found[word] & ofModel[word]; left != 0; left &= left - 1)
            {
                var rule = _rules[(word << 6) + BitOperations.TrailingZeroCount(left)];
                if (rule.When.Holds(in request))
                {
                    return rule;
                }
            }
        }

        return null;
    }

    private ulong[] OfModel(in MatchInput request)
    {
        var key = ClientKey.Of(request.Request.Instance, request.Request.Model, request.Request.ListedModel);
        if (_byModel.TryGetValue(key, out var known))
        {
            return known;
        }

        // Clients may send any number of different model names, so the cache is bounded.
        if (_byModel.Count >= MostModels)
        {
            _byModel.Clear();
        }

        var bits = new ulong[_unindexed.Length];
        for (var i = 0; i < _rules.Count; i++)
        {
            if (_rules[i].When.HoldsForModel(in request))
            {
                bits[i >> 6] |= 1UL << i;
            }
        }

        return _byModel[key] = bits;
    }
}
