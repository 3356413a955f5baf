using System.Text.Json;

namespace MockLlm.Engine.Handlers;

/// <summary>Makes a settings record if the configuration has no settings for a provider.</summary>
internal static class SettingsDefaults
{
    /// <summary>The record with the defaults of its parameters and properties, or null if one of them has no default.</summary>
    public static object? Of(Type settings)
    {
        try
        {
            return JsonSerializer.Deserialize("{}", settings, EngineJson.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
