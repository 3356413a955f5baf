namespace MockLlm.Web.Tests.Sdk;

/// <summary>A theory that runs Node: skipped where it is not installed, unless CI is <c>true</c>, where it is required.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NodeTheoryAttribute : TheoryAttribute
{
    public NodeTheoryAttribute() =>
        Skip = CanRun ? null : "node and npm are not installed: install Node.js 20 or newer to run the vendors' Node SDKs.";

    /// <summary>Whether Node is installed, or has to be.</summary>
    internal static bool CanRun =>
        Environment.GetEnvironmentVariable("CI") == "true" || (CommandRun.IsInstalled("node") && CommandRun.IsInstalled("npm"));
}
