using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace MockLlm.Engine;

/// <summary>
/// The JSON options for the body types and replies of handlers. Names, also of enum values, are in snake_case, unknown fields are ignored, and a missing required
/// field is an error.
/// </summary>
internal static class EngineJson
{
    /// <summary>The maximum nesting depth of arrays and objects in a request's body.</summary>
    public const int MaxBodyDepth = 256;

    // A handler may put a body into its reply, where it is nested deeper.
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
        Converters = { new EnumNames() },
    };
}
