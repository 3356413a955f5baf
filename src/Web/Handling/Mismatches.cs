using System.Collections.Concurrent;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using MockLlm.Engine;

namespace MockLlm.Web.Handling;

/// <summary>Remembers for which schemas a rule was found not to fit, so that it is said once.</summary>
internal sealed class Mismatches
{
    private const int MostKept = 1_000;

    private readonly ConcurrentDictionary<UInt128, bool> _seen = new();

    /// <summary>Whether it was not found before.</summary>
    public bool IsNew(string rule, JsonFormat format)
    {
        // Clients may make up schemas without end: what is forgotten is said again.
        if (_seen.Count >= MostKept)
        {
            _seen.Clear();
        }

        var text = $"{rule}\n{format.Schema?.GetRawText()}";
        return _seen.TryAdd(XxHash128.HashToUInt128(MemoryMarshal.AsBytes(text.AsSpan())), true);
    }
}
