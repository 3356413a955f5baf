using System.Text.Json;

namespace MockLlm.Engine.Settings;

/// <summary>Converts C# names to those in responses.yml: <c>ApiVersion</c> becomes <c>api_version</c>.</summary>
internal static class SnakeCase
{
    public static string Of(string name) => JsonNamingPolicy.SnakeCaseLower.ConvertName(name);
}
