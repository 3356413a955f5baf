using System.Reflection;

namespace MockLlm.Engine.Discovery;

/// <summary>Finds the provider classes of assemblies, by their mark.</summary>
internal static class ProviderDiscovery
{
    /// <summary>All marked classes, in the order of their assemblies, each once.</summary>
    public static IReadOnlyList<ProviderRegistration> Find(params IEnumerable<Assembly> assemblies)
    {
        var found = assemblies.SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.IsDefined(typeof(RegisterProviderAttribute), inherit: false))
            .Select(Register)
            .ToList();
        var twice = found.GroupBy(provider => provider.Name, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1);
        return twice is null
            ? found
            : throw new InvalidProviderException(
                $"Two providers are named '{twice.Key}': {string.Join(" and ", twice.Select(provider => provider.Instance.GetType().FullName))}. Rename one.");
    }

    /// <summary>One provider class as a registration.</summary>
    public static ProviderRegistration Register(Type type)
    {
        if (!type.IsAssignableTo(typeof(LlmProvider)) || type.IsAbstract)
        {
            throw new InvalidProviderException($"{type.FullName} is marked [RegisterProvider]: it must be a class that derives from LlmProvider and is not abstract.");
        }

        var mark = type.GetCustomAttribute<RegisterProviderAttribute>()!;
        if (type.GetConstructor(Type.EmptyTypes) is not { } constructor)
        {
            throw new InvalidProviderException($"{type.FullName} needs a public constructor without parameters.");
        }

        return new(
            mark.Name,
            mark.Version,
            mark.Description,
            mark.Concurrent,
            type.Assembly.GetName().Name ?? "",
            (LlmProvider)constructor.Invoke(null),
            EndpointBinder.Bind(type));
    }
}
