using System.Diagnostics;
using MockLlm.Engine.Hashing;
using MockLlm.Engine.Identity;

namespace MockLlm.Engine.Limits;

/// <summary>The limits that a request must fit.</summary>
/// <param name="Policy">The limits in force.</param>
/// <param name="Account">The hash of what the requests share. An account therefore takes the same memory for short and long API keys.</param>
/// <param name="Model">The model as the request names it, or null if it names none.</param>
internal sealed record LimitClaim(LimitPolicy Policy, UInt128 Account, string? Model)
{
    /// <param name="policy">The limits in force.</param>
    /// <param name="request">The request. All names of a model share an account.</param>
    public static LimitClaim Of(LimitPolicy policy, ResolvedRequest request)
    {
        var shared = policy.Per switch
        {
            LimitScope.Key => request.Account,
            LimitScope.Model => request.CountedModel,
            LimitScope.Provider => null,
            _ => throw new UnreachableException(),
        };
        var account = ClientKey.Of(shared, (long)policy.Per);
        return new(policy, request.ScopeKey.Length == 0 ? account : ClientKey.Joined([account, ClientKey.Of(request.ScopeKey)]), request.Model);
    }
}
