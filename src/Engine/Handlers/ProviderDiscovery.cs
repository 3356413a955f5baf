using System.Reflection;
using MockLlm.Engine.Settings;

namespace MockLlm.Engine.Handlers;

/// <summary>Finds provider classes in assemblies by their <see cref="RegisterProviderAttribute"/>.</summary>
internal static class ProviderDiscovery
{
    /// <summary>Registers all marked classes, in the order of their assemblies.</summary>
    /// <exception cref="InvalidProviderException">Classes cannot be served, or providers have the same name. The exception has all mistakes.</exception>
    public static IReadOnlyList<ProviderRegistration> Find(params IEnumerable<Assembly> assemblies)
    {
        var mistakes = new ProviderMistakes();
        List<ProviderRegistration> found =
        [
            .. assemblies.SelectMany(assembly => assembly.GetTypes())
                .Where(type => type.IsDefined(typeof(RegisterProviderAttribute), inherit: false))
                .Select(type => mistakes.Try(() => Register(type)))
                .OfType<ProviderRegistration>(),
        ];
        mistakes.Try(() => Unique(found));
        mistakes.Throw();
        return found;
    }

    /// <summary>Returns the providers if no two have the same name.</summary>
    /// <exception cref="InvalidProviderException">Providers have the same name.</exception>
    public static IReadOnlyList<ProviderRegistration> Unique(IReadOnlyList<ProviderRegistration> providers)
    {
        var twice = providers.GroupBy(provider => provider.Name, StringComparer.Ordinal).Where(same => same.Count() > 1).ToList();
        return twice.Count == 0
            ? providers
            : throw new InvalidProviderException(
                [.. twice.Select(same => $"Two providers are named '{same.Key}': {string.Join(" and ", same.Select(provider => provider.ClassName))}. Rename one.")]);
    }

    /// <summary>
    /// Says why classes of an assembly are not served although they look like providers: a class without a mark, and a provider without
    /// routes.
    /// </summary>
    /// <param name="assembly">The assembly.</param>
    /// <param name="found">The providers that were found in it.</param>
    public static IEnumerable<string> Unserved(Assembly assembly, IReadOnlyList<ProviderRegistration> found)
    {
        var unmarked =
            from type in assembly.GetTypes()
            where type.IsAssignableTo(typeof(LlmProvider)) && !type.IsAbstract && !type.ContainsGenericParameters
            where !type.IsDefined(typeof(RegisterProviderAttribute), inherit: false)
            where !found.Any(provider => provider.Instance.GetType().IsSubclassOf(type))
            select $"{type.FullName} derives from LlmProvider but is not served: put [RegisterProvider(\"name\")] on it.";
        return unmarked.Concat(found.SelectMany(Routeless));
    }

    /// <summary>Says that a provider serves nothing, if it has no routes.</summary>
    public static IEnumerable<string> Routeless(ProviderRegistration provider) => provider.Endpoints.Count > 0
        ? []
        : [$"{provider.Instance.GetType().FullName} serves nothing, because it has no routes: mark its handlers with [Post(\"/path\")] or [Get(\"/path\")]."];

    /// <summary>Registers one provider class.</summary>
    /// <exception cref="InvalidProviderException">The class cannot be served. The exception has all mistakes.</exception>
    public static ProviderRegistration Register(Type type)
    {
        if (!type.IsAssignableTo(typeof(LlmProvider)) || type.IsAbstract || type.ContainsGenericParameters)
        {
            throw new InvalidProviderException(
                $"{type.FullName} is marked [RegisterProvider]: it must be a class that derives from LlmProvider and is neither abstract nor generic.");
        }

        var mark = type.GetCustomAttribute<RegisterProviderAttribute>()
            ?? throw new InvalidProviderException($"{type.FullName} is not marked: put [RegisterProvider(\"name\")] on it.");
        var mistakes = new ProviderMistakes();
        if (!IsName(mark.Name))
        {
            mistakes.Add($"{type.FullName} is named '{mark.Name}': a provider's name is made of lower-case letters, digits, '-' and '_'.");
        }

        var endpoints = mistakes.Try(() => EndpointBinder.Bind(type));
        var settings = mistakes.Try(() => CheckSettings(type, mark.Settings));
        var instance = mistakes.Try(() => Create(type));
        var members = instance is null ? null : Members(type, instance, mistakes);
        mistakes.Throw();
        return new(
            mark.Name,
            mark.Version,
            mark.Description,
            mark.Concurrent,
            type.Assembly.GetName().Name ?? "",
            instance!,
            endpoints!)
        {
            Settings = settings,
            Models = members!.Models!,
            RequestIdHeader = members.RequestIdHeader,
            IdentifiesItself = type.GetMethod(nameof(LlmProvider.Identify), [typeof(RequestHead), typeof(RequestBody)])!.DeclaringType != typeof(LlmProvider),
            ConstantHeaders = members.ConstantHeaders!,
            Capabilities = members.Capabilities!,
        };
    }

    private sealed record MemberValues(
        IReadOnlyList<string>? Models, string? RequestIdHeader, IReadOnlyList<KeyValuePair<string, string>>? ConstantHeaders, IReadOnlyDictionary<string, bool>? Capabilities);

    private static MemberValues Members(Type type, LlmProvider instance, ProviderMistakes mistakes) => new(
        mistakes.Try(() => Ask(type, nameof(LlmProvider.SupportedModels), () => instance.SupportedModels)),
        mistakes.Try(() => Ask(type, nameof(LlmProvider.RequestIdHeader), () => instance.RequestIdHeader)),
        mistakes.Try(() => HeaderRules.Check(
            $"{type.FullName}.{nameof(LlmProvider.ConstantHeaders)}",
            Ask(type, nameof(LlmProvider.ConstantHeaders), () => instance.ConstantHeaders is { } headers ? headers.ToArray() : null))),
        mistakes.Try(() => Ask(type, nameof(LlmProvider.Capabilities), () => instance.Capabilities)));

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
