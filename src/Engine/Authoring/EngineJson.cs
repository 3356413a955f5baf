using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace MockLlm.Engine;

/// <summary>How custom providers' records are read and written: snake_case both ways, unknown fields ignored, required ones required.</summary>
internal static class EngineJson
{
    /// <summary>How deeply arrays and objects of a request's body may be nested.</summary>
    public const int MaxBodyDepth = 256;

    // A handler may put a body deeper still into its answer.
    private const int MaxDepth = 2 * MaxBodyDepth;

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
