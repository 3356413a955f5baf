namespace MockLlm.Web.Reading;

/// <summary>A large body, and the memory that is counted for it.</summary>
/// <param name="bytes">The body, and unused bytes after it.</param>
/// <param name="length">The length of the body.</param>
/// <param name="claim">The memory that is counted.</param>
/// <param name="cost">The memory that reading it takes.</param>
internal sealed class LargeBody(NativeBytes bytes, int length, BodyClaim claim, BodyCost cost) : IDisposable
{
    // With a smaller document, a thread of its own would cost more than it saves.
    private const int LargestDocumentOnSharedThreads = 1024 * 1024;

    /// <summary>Whether it is read on a thread of its own: <see cref="LargeBodyThread"/>.</summary>
    public bool NeedsOwnThread => cost.Document > LargestDocumentOnSharedThreads;

    /// <summary>The body. It is valid until <see cref="ReleaseBytes"/>.</summary>
    public ReadOnlyMemory<byte> Bytes => bytes.Memory[..length];

    /// <summary>Frees the bytes. The objects that were read from them are counted until <see cref="Dispose"/>.</summary>
    public void ReleaseBytes()
    {
        ((IDisposable)bytes).Dispose();
        claim.ShrinkTo(cost.Objects);
    }

    public void Dispose()
    {
        ((IDisposable)bytes).Dispose();
        claim.Dispose();
    }
}
