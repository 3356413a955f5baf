using System.Text.Json;

namespace MockLlm.Engine.Settings;

/// <summary>Names of C# as they are written in responses.yml: <c>ApiVersion</c> is <c>api_version</c>.</summary>
internal static class SnakeCase
{
    public static string Of(string name) => JsonNamingPolicy.SnakeCaseLower.ConvertName(name);
}
