using System.Text.Json.Nodes;

namespace MockLlm.Web.Tests.OpenAiSpecification;

/// <summary>OpenAI's specification of its API, in OpenAPI 3.1.</summary>
internal sealed class Specification
{
    private static readonly Lazy<Specification> Loaded = new(Load);

    private readonly JsonObject _document;

    private Specification(JsonObject document) => _document = document;

    /// <summary>The specification. Throws if its file is missing.</summary>
    public static Specification Published => Loaded.Value;

    /// <summary>All operations, such as <c>POST /chat/completions</c>, each with the requests that it shows.</summary>
    public IEnumerable<(string Route, JsonObject Operation)> Operations =>
        from path in (JsonObject)_document["paths"]!
        from method in (JsonObject)path.Value!
        select ($"{method.Key.ToUpperInvariant()} {path.Key}", (JsonObject)method.Value!);

    /// <summary>Returns a part of the specification with its known errors mended.</summary>
    /// <param name="place">The path to it.</param>
    /// <param name="errors">The known errors.</param>
    public JsonNode? At(IReadOnlyList<string> place, IEnumerable<SpecificationError> errors)
    {
        var copy = Step(_document, place)?.DeepClone();
        foreach (var error in errors.Where(error => copy is not null && error.Place.Take(place.Count).SequenceEqual(place)))
        {
            var wrong = Step(copy!, [.. error.Place.Skip(place.Count)]) as JsonObject
                ?? throw new InvalidOperationException($"The specification has no object at {error.At}.");
            error.Mend(wrong);
        }

        return copy;
    }

    private static JsonNode? Step(JsonNode from, IReadOnlyList<string> place) => place.Aggregate(
        (JsonNode?)from,
        static (node, step) => node is JsonArray list ? list[int.Parse(step, System.Globalization.CultureInfo.InvariantCulture)] : node?[step]);

    private static Specification Load()
    {
        var path = SpecificationFile.Path ?? throw new FileNotFoundException(
            $"OpenAI's specification must be at ../shared/data/openai-openapi.json, or where {SpecificationFile.Variable} says.");
        return new((JsonObject)JsonNode.Parse(File.ReadAllText(path))!);
    }
}
