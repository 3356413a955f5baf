using System.Collections.Immutable;
using MockLlm.Engine.Handlers;
using MockLlm.Providers;

namespace MockLlm.Testing;

/// <summary>The providers that a test serves.</summary>
/// <param name="BuiltIn">Whether the built-in ones are served.</param>
/// <param name="Added">The provider classes that were added.</param>
internal sealed record ProviderChoice(bool BuiltIn, ImmutableList<Type> Added)
{
    public static ProviderChoice Default { get; } = new(BuiltIn: true, []);

    public ProviderChoice With(Type type) => Added.Contains(type) ? this : this with { Added = Added.Add(type) };

    /// <summary>Registers all providers.</summary>
    /// <param name="mistakes">Gets a message for each class that cannot be registered. The class is left out.</param>
    public IReadOnlyList<ProviderRegistration> Register(List<string> mistakes)
    {
        var builtIn = BuiltIn ? ProviderDiscovery.Find(BuiltInProviders.Assembly) : [];
        var added = new List<ProviderRegistration>();
        foreach (var type in Added.Where(type => !builtIn.Any(provider => provider.Instance.GetType() == type)))
        {
            Collect(() => added.Add(ProviderDiscovery.Register(type)), mistakes);
        }

        IReadOnlyList<ProviderRegistration> all = [.. builtIn, .. added];
        Collect(() => ProviderDiscovery.Unique(all), mistakes);
        return all;
    }

    private static void Collect(Action register, List<string> mistakes)
    {
        try
        {
            register();
        }
        catch (InvalidProviderException broken)
        {
            mistakes.AddRange(broken.Mistakes);
        }
    }
}
