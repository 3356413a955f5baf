using System.Diagnostics;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using MockLlm.Engine.Identity;

namespace MockLlm.Engine.Limits;

/// <summary>The limits that a request has to fit.</summary>
/// <param name="Policy">The limits in force.</param>
/// <param name="Account">A hash of what shares them, so that an account takes the same memory however long a key is.</param>
/// <param name="Model">The model as the request names it; null: it names none.</param>
internal sealed record LimitClaim(LimitPolicy Policy, UInt128 Account, string? Model)
{
    /// <param name="policy">The limits in force.</param>
    /// <param name="request">Who asks for what. All names of a model share an account.</param>
    public static LimitClaim Of(LimitPolicy policy, ResolvedRequest request)
    {
        var shared = policy.Per switch
        {
            LimitScope.Key => request.Account,
            LimitScope.Model => request.CountedModel,
            LimitScope.Provider => null,
            _ => throw new UnreachableException(),
        };
        return new(policy, XxHash128.HashToUInt128(MemoryMarshal.AsBytes((shared ?? "").AsSpan()), (long)policy.Per), request.Model);
    }
}
