using System.Reflection;
using MockLlm.Engine.Settings;

namespace MockLlm.Engine.Handlers;

/// <summary>Finds provider classes in assemblies by their <see cref="RegisterProviderAttribute"/>.</summary>
internal static class ProviderDiscovery
{
    /// <summary>Registers all marked classes, in the order of their assemblies.</summary>
    /// <exception cref="InvalidProviderException">A class cannot be served, or two providers have the same name.</exception>
    public static IReadOnlyList<ProviderRegistration> Find(params IEnumerable<Assembly> assemblies) => Unique(
    [
        .. assemblies.SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.IsDefined(typeof(RegisterProviderAttribute), inherit: false))
            .Select(Register),
    ]);

    /// <summary>Returns the providers if no two have the same name.</summary>
    /// <exception cref="InvalidProviderException">Two providers have the same name.</exception>
    public static IReadOnlyList<ProviderRegistration> Unique(IReadOnlyList<ProviderRegistration> providers)
    {
        var twice = providers.GroupBy(provider => provider.Name, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1);
        return twice is null
            ? providers
            : throw new InvalidProviderException(
                $"Two providers are named '{twice.Key}': {string.Join(" and ", twice.Select(provider => provider.ClassName))}. Rename one.");
    }

    /// <summary>Registers one provider class.</summary>
    /// <exception cref="InvalidProviderException">The class cannot be served.</exception>
    public static ProviderRegistration Register(Type type)
    {
        if (!type.IsAssignableTo(typeof(LlmProvider)) || type.IsAbstract || type.ContainsGenericParameters)
        {
            throw new InvalidProviderException(
                $"{type.FullName} is marked [RegisterProvider]: it must be a class that derives from LlmProvider and is neither abstract nor generic.");
        }

        var mark = type.GetCustomAttribute<RegisterProviderAttribute>()
            ?? throw new InvalidProviderException($"{type.FullName} is not marked: put [RegisterProvider(\"name\")] on it.");
        if (!IsName(mark.Name))
        {
            throw new InvalidProviderException(
                $"{type.FullName} is named '{mark.Name}': a provider's name is made of lower-case letters, digits, '-' and '_'.");
        }

        var instance = Create(type);
        return new(
            mark.Name,
            mark.Version,
            mark.Description,
            mark.Concurrent,
            type.Assembly.GetName().Name ?? "",
            instance,
            EndpointBinder.Bind(type))
        {
            Settings = CheckSettings(type, mark.Settings),
            Models = Ask(type, nameof(LlmProvider.SupportedModels), () => instance.SupportedModels),
            RequestIdHeader = Ask(type, nameof(LlmProvider.RequestIdHeader), () => instance.RequestIdHeader),
            IdentifiesItself = type.GetMethod(nameof(LlmProvider.Identify), [typeof(RequestHead), typeof(RequestBody)])!.DeclaringType != typeof(LlmProvider),
            ConstantHeaders = HeaderRules.Check(
                $"{type.FullName}.{nameof(LlmProvider.ConstantHeaders)}",
                Ask(type, nameof(LlmProvider.ConstantHeaders), () => instance.ConstantHeaders is { } headers ? headers.ToArray() : null)),
            Capabilities = Ask(type, nameof(LlmProvider.Capabilities), () => instance.Capabilities),
        };
    }

    private static Type? CheckSettings(Type provider, Type? settings)
    {
        try
        {
            return settings is null ? null : RecordShapes.Of(settings).Type;
        }
        catch (NotSupportedException broken)
        {
            throw new InvalidProviderException($"The settings of {provider.FullName} cannot be filled: {broken.Message}");
        }
    }

    // The name is also used as an actor's name and as a key in the configuration.
    private static bool IsName(string name) =>
        name.Length > 0 && name.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '-' or '_');

    private static LlmProvider Create(Type type)
    {
        if (type.GetConstructor(Type.EmptyTypes) is not { } constructor)
        {
            throw new InvalidProviderException($"{type.FullName} needs a public constructor without parameters.");
        }

        try
        {
            return (LlmProvider)constructor.Invoke(null);
        }
        catch (TargetInvocationException broken)
        {
            throw new InvalidProviderException($"{type.FullName} cannot be made, its constructor threw: {Thrown(broken).Message}");
        }
    }

    // Exceptions from a constructor or a static field are wrapped by the runtime.
    private static Exception Thrown(Exception broken) =>
        broken is TargetInvocationException or TypeInitializationException && broken.InnerException is { } inner ? Thrown(inner) : broken;

    private static T Ask<T>(Type type, string member, Func<T> ask)
    {
        try
        {
            return ask();
        }
        catch (Exception broken)
        {
            throw new InvalidProviderException($"{type.FullName}.{member} threw: {broken.Message}");
        }
    }
}
