using System.Collections.Concurrent;
using MockLlm.Engine;
using MockLlm.Engine.Hashing;

namespace MockLlm.Web.Handling;

/// <summary>Remembers which rules did not fit which schemas, so that each mismatch is logged once.</summary>
internal sealed class Mismatches
{
    private const int MostKept = 1_000;

    private readonly ConcurrentDictionary<UInt128, bool> _seen = new();

    /// <summary>Whether this mismatch was not found before.</summary>
    public bool IsNew(string rule, JsonFormat format)
    {
        // Clients may send any number of different schemas, so the memory is bounded. A forgotten mismatch is logged again.
        if (_seen.Count >= MostKept)
        {
            _seen.Clear();
        }

        return _seen.TryAdd(ClientKey.Of(rule, format.Schema?.GetRawText()), true);
    }
}
