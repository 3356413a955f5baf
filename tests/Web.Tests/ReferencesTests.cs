using System.Reflection;
using MockLlm.Engine;
using MockLlm.Providers;
using MockLlm.Web.Hosting;

namespace MockLlm.Web.Tests;

public sealed class ReferencesTests
{
    [Fact]
    public void Engine_and_providers_reference_no_ASPNET_assembly()
    {
        Assert.DoesNotContain(Referenced(typeof(LlmProvider).Assembly), IsWeb);
        Assert.DoesNotContain(Referenced(BuiltInProviders.Assembly), IsWeb);
        Assert.Contains(Referenced(typeof(MockLlmApp).Assembly), IsWeb);
    }

    private static bool IsWeb(string assembly) => assembly.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal);

    // All that an assembly leads to, as far as it lies beside it.
    private static HashSet<string> Referenced(Assembly root)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        var open = new Queue<Assembly>([root]);
        while (open.TryDequeue(out var assembly))
        {
            foreach (var name in assembly.GetReferencedAssemblies().Where(name => found.Add(name.Name!)))
            {
                if (File.Exists(Path.Combine(AppContext.BaseDirectory, name.Name + ".dll")))
                {
                    open.Enqueue(Assembly.Load(name));
                }
            }
        }

        return found;
    }
}
