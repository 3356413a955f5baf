using System.Text.Json;

namespace MockLlm.Engine.Handlers;

/// <summary>Makes a settings record of which nothing is written.</summary>
internal static class SettingsDefaults
{
    /// <summary>The record with the defaults of its parameters and properties; null where one has none.</summary>
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
