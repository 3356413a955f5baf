namespace MockLlm.Engine.Precedence;

/// <summary>
/// The places where a value can be configured. Their order is the order of precedence: if several places give a value, the first one
/// in this list wins.
/// </summary>
internal enum ConfigLayer
{
    /// <summary>A header or a query parameter of the request.</summary>
    Request,

    /// <summary>A live change under <c>providers.NAME</c>.</summary>
    LiveProvider,

    /// <summary>A live change at top level.</summary>
    LiveTopLevel,

    /// <summary>The rule that makes the reply.</summary>
    Rule,

    /// <summary>The entry of the model under <c>models</c>.</summary>
    Model,

    /// <summary>The section of the provider under <c>providers</c>. Its name is that of the instance and of the vendor.</summary>
    Provider,

    /// <summary>The top level of responses.yml.</summary>
    TopLevel,

    /// <summary>The value that is built in.</summary>
    Default,
}

/// <summary>Where a value comes from: a layer, or a profile that the layer names.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Profile">The name of the profile, or null if the layer gives the value itself.</param>
internal readonly record struct ConfigOrigin(ConfigLayer Layer, string? Profile = null)
{
    /// <summary>The origin of a value that no place gives.</summary>
    public static ConfigOrigin Default { get; } = new(ConfigLayer.Default);

    /// <summary>The word for people: <c>profile</c> for a value of a profile, or else the layer.</summary>
    public string Name => Profile is null ? NameOf(Layer) : "profile";

    /// <summary>The layer that names the profile, or null if the value comes from no profile.</summary>
    public string? NamedAt => Profile is null ? null : NameOf(Layer);

    /// <summary>Whether a value from here wins over one from another origin. A profile is the lowest part of its layer.</summary>
    public bool ComesBefore(ConfigOrigin other) =>
        Layer == other.Layer ? Profile is null && other.Profile is not null : Layer < other.Layer;

    private static string NameOf(ConfigLayer layer) => layer switch
    {
        ConfigLayer.Request => "request",
        ConfigLayer.LiveProvider or ConfigLayer.LiveTopLevel => "live",
        ConfigLayer.Rule => "rule",
        ConfigLayer.Model => "model",
        ConfigLayer.Provider => "provider",
        ConfigLayer.TopLevel => "top level",
        ConfigLayer.Default => "default",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
