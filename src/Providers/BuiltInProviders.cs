using System.Reflection;

namespace MockLlm.Providers;

/// <summary>Where the providers that come with MockLlm are.</summary>
public static class BuiltInProviders
{
    /// <summary>The assembly to look for them in.</summary>
    public static Assembly Assembly => typeof(BuiltInProviders).Assembly;
}
