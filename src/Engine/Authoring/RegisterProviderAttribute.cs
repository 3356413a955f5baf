namespace MockLlm.Engine;

/// <summary>Makes a class that derives from <see cref="LlmProvider"/> a provider: it is found, started and routed by this mark alone.</summary>
/// <param name="name">The provider's unique name: lower-case letters, digits, <c>-</c> and <c>_</c>; the key under <c>providers:</c> in responses.yml.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class RegisterProviderAttribute(string name) : Attribute
{
    /// <summary>The provider's unique name.</summary>
    public string Name { get; } = name;

    /// <summary>The provider's own version (semantic versioning), shown in <c>GET /providers</c>.</summary>
    public string Version { get; init; } = "1.0.0";

    /// <summary>One sentence for a person, shown in <c>GET /providers</c>.</summary>
    public string Description { get; init; } = "";

    /// <summary>The models the provider lists, unless it overrides <see cref="LlmProvider.SupportedModels"/>.</summary>
    public string[] Models { get; init; } = [];

    /// <summary>The record that <c>providers.NAME.settings</c> of responses.yml fills; a handler parameter of that type is the settings.</summary>
    public Type? Settings { get; init; }

    /// <summary>True when every handler is pure (keeps no mutable fields): handlers then run on the request's own thread, on all cores.</summary>
    public bool Concurrent { get; init; }
}
