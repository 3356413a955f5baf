namespace MockLlm.Engine;

/// <summary>
/// Registers a class that derives from <see cref="LlmProvider"/> as a provider. The server finds the class by this attribute, creates it
/// and maps its routes.
/// </summary>
/// <param name="name">
/// The unique name of the provider, made of lower-case letters, digits, <c>-</c> and <c>_</c>. It is the key under <c>providers:</c> in
/// responses.yml.
/// </param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class RegisterProviderAttribute(string name) : Attribute
{
    /// <summary>The unique name of the provider.</summary>
    public string Name { get; } = name;

    /// <summary>The version of the provider (semantic versioning), shown in <c>GET /providers</c>.</summary>
    public string Version { get; init; } = "1.0.0";

    /// <summary>A description in one sentence, shown in <c>GET /providers</c>.</summary>
    public string Description { get; init; } = "";

    /// <summary>The models that the provider lists, unless it overrides <see cref="LlmProvider.SupportedModels"/>.</summary>
    public string[] Models { get; init; } = [];

    /// <summary>
    /// The record type for <c>providers.NAME.settings</c> in responses.yml, or null if the provider has no settings. A handler parameter of
    /// this type receives the settings.
    /// </summary>
    public Type? Settings { get; init; }

    /// <summary>
    /// Whether handlers may run in parallel. Set it to true if no handler changes a field: each handler then runs on the thread of its
    /// request. By default the handlers of a provider run one at a time.
    /// </summary>
    public bool Concurrent { get; init; }
}
