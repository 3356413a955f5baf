namespace MockLlm.Web.Tests.Sdk;

/// <summary>A theory that runs Node: skipped where it is not installed, unless CI is <c>true</c>, where it is required.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NodeTheoryAttribute : TheoryAttribute
{
    public NodeTheoryAttribute()
    {
        var isRequired = Environment.GetEnvironmentVariable("CI") == "true";
        Skip = isRequired || (CommandRun.IsInstalled("node") && CommandRun.IsInstalled("npm"))
            ? null
            : "node and npm are not installed: install Node.js 20 or newer to run the vendors' Node SDKs.";
    }
}
