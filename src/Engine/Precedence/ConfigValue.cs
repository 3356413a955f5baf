using System.Diagnostics.CodeAnalysis;

namespace MockLlm.Engine.Precedence;

/// <summary>A configured value that knows where it comes from. It decides which of two values of <c>latency</c> or <c>limits</c> wins.</summary>
/// <param name="Text">The value as it is written in responses.yml, in one line.</param>
/// <param name="Origin">Where the value comes from.</param>
internal abstract record ConfigValue(string Text, ConfigOrigin Origin)
{
    /// <summary>The value that wins. The order of the arguments matters only if both have the same origin: then the first wins.</summary>
    /// <param name="one">A value, or null if its place gives none.</param>
    /// <param name="other">Another value, or null if its place gives none.</param>
    [return: NotNullIfNotNull(nameof(one))]
    [return: NotNullIfNotNull(nameof(other))]
    public static ConfigValue<T>? First<T>(ConfigValue<T>? one, ConfigValue<T>? other)
        where T : notnull
    {
        if (one is null || other is null)
        {
            return one ?? other;
        }

        return other.Origin.ComesBefore(one.Origin) ? other : one;
    }
}

/// <inheritdoc/>
/// <param name="Value">The value as it was read.</param>
/// <param name="Text">The value as it is written in responses.yml, in one line.</param>
/// <param name="Origin">Where the value comes from.</param>
internal sealed record ConfigValue<T>(T Value, string Text, ConfigOrigin Origin) : ConfigValue(Text, Origin)
    where T : notnull
{
    /// <summary>A value that has no place yet.</summary>
    public static implicit operator ConfigValue<T>(T value) => new(value, "", ConfigOrigin.Default);

    /// <summary>The same value at another place.</summary>
    public ConfigValue<T> At(ConfigOrigin origin) => this with { Origin = origin };

    /// <summary>Values are equal if they do the same, wherever they come from.</summary>
    public bool Equals(ConfigValue<T>? other) => other is not null && EqualityComparer<T>.Default.Equals(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => EqualityComparer<T>.Default.GetHashCode(Value);
}

/// <summary>One key of a section and what it is set to.</summary>
/// <param name="Key">The key as it is written in responses.yml.</param>
/// <param name="Value">Its value, or null if no place gives one.</param>
/// <param name="Default">The default as it would be written, or null if the key has none.</param>
internal sealed record ConfigKey(string Key, ConfigValue? Value, string? Default);
