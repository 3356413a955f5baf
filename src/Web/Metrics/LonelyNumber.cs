using System.Runtime.InteropServices;

namespace MockLlm.Web.Metrics;

/// <summary>
/// A number that all cores write, as a field of an object. Nothing else is in its cache lines, so that cores that write it do not hold up
/// cores that read its neighbours.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = 2 * Stripes.Distance * sizeof(long))]
internal struct LonelyNumber
{
    [FieldOffset(Stripes.Distance * sizeof(long))]
    public long Value;
}
