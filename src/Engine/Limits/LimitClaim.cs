using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace MockLlm.Engine.Limits;

/// <summary>The limits that a request has to fit.</summary>
/// <param name="Policy">The limits in force.</param>
/// <param name="Account">A hash of what shares them, so that an account takes the same memory however long a key is.</param>
/// <param name="Model">The model as the request names it; null: it names none.</param>
internal sealed record LimitClaim(LimitPolicy Policy, UInt128 Account, string? Model)
{
    /// <param name="policy">The limits in force.</param>
    /// <param name="key">The API key that was sent, or null.</param>
    /// <param name="model">The model as the request names it, or null.</param>
    /// <param name="models">The provider's models: aliases share an account with the name they stand for.</param>
    public static LimitClaim Of(LimitPolicy policy, string? key, string? model, Catalog.ProviderModels models)
    {
        var shared = policy.Per switch
        {
            LimitScope.Key => key,
            LimitScope.Model => model is null ? null : models.Find(model)?.Name ?? model,
            _ => null,
        };
        return new(policy, XxHash128.HashToUInt128(MemoryMarshal.AsBytes((shared ?? "").AsSpan()), (long)policy.Per), model);
    }
}
