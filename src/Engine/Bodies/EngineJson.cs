using System.Text.Encodings.Web;
using System.Text.Json;

namespace MockLlm.Engine.Bodies;

/// <summary>How custom providers' records are read and written: snake_case both ways, unknown fields ignored, required ones required.</summary>
internal static class EngineJson
{
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DictionaryKeyPolicy = null,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
    };
}
