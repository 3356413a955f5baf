using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using MockLlm.Engine.Json;

namespace MockLlm.Engine;

/// <summary>How custom providers' records are read and written: snake_case both ways, unknown fields ignored, required ones required.</summary>
internal static class EngineJson
{
    // A body may be as deep as JsonText lets it, and a handler may put it deeper still into its answer.
    private const int MaxDepth = 2 * JsonText.MaxDepth;

    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DictionaryKeyPolicy = null,
        MaxDepth = MaxDepth,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
    };
}
