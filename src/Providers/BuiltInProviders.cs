using System.Reflection;

namespace MockLlm.Providers;

/// <summary>Finds the providers that come with MockLlm.</summary>
public static class BuiltInProviders
{
    /// <summary>The assembly that contains them.</summary>
    public static Assembly Assembly => typeof(BuiltInProviders).Assembly;
}
