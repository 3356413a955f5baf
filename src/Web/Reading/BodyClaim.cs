namespace MockLlm.Web.Reading;

/// <summary>The memory that one large body has taken.</summary>
/// <param name="memory">The memory for all bodies.</param>
/// <param name="left">Cancelled when the client leaves.</param>
internal sealed class BodyClaim(BodyMemory memory, CancellationToken left) : IDisposable
{
    /// <summary>The bytes that are taken.</summary>
    public long Held { get; private set; }

    /// <summary>Takes more memory.</summary>
    /// <param name="bytes">How much the body then has.</param>
    /// <param name="isArriving">Whether the body still arrives.</param>
    /// <returns>False if there is too little memory, also after a while.</returns>
    /// <exception cref="OperationCanceledException">The client left.</exception>
    public async ValueTask<bool> GrowTo(long bytes, bool isArriving)
    {
        if (bytes > Held)
        {
            if (!await memory.Take(bytes - Held, isArriving, left).ConfigureAwait(false))
            {
                return false;
            }

            Held = bytes;
        }

        return true;
    }

    /// <summary>Gives memory back.</summary>
    /// <param name="bytes">How much the body keeps.</param>
    public void ShrinkTo(long bytes)
    {
        if (bytes < Held)
        {
            memory.Give(Held - bytes);
            Held = bytes;
        }
    }

    public void Dispose() => ShrinkTo(0);
}
