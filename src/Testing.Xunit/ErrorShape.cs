using System.Text.Json;
using MockLlm.Engine;
using Xunit;

namespace MockLlm.Testing.Xunit;

/// <summary>Checks that an error response has the shape that the provider's <see cref="LlmProvider.Error(Problem)"/> makes.</summary>
internal static class ErrorShape
{
    public static async Task Check(HttpResponseMessage response, LlmProvider provider)
    {
        var wire = await response.Content.ReadAsStringAsync().ConfigureAwait(true);
        var own = provider.Error(Problem.Of(ErrorKind.InvalidRequest, "An example.") with { RequestId = "req_1" });
        Assert.True(
            IsJson(response.Content.Headers.ContentType?.MediaType),
            $"The error {(int)response.StatusCode} is {response.Content.Headers.ContentType}, not JSON: {wire}");
        using var found = Parse(wire);
        using var expected = JsonDocument.Parse(own.Body);
        Assert.Empty(Places(expected.RootElement, "").Except(Places(found.RootElement, "")));
        if (provider.RequestIdHeader is { } header)
        {
            Assert.True(response.Headers.Contains(header), $"The error {(int)response.StatusCode} has no header {header}.");
        }
    }

    private static bool IsJson(string? mediaType) =>
        mediaType is "application/json" || (mediaType?.EndsWith("+json", StringComparison.Ordinal) ?? false);

    private static JsonDocument Parse(string wire)
    {
        try
        {
            return JsonDocument.Parse(wire);
        }
        catch (JsonException broken)
        {
            throw new InvalidOperationException($"The error's body is not JSON: {wire}", broken);
        }
    }

    // The paths of all fields, including those inside lists: .error, .error.type, .error.message, ….
    private static IEnumerable<string> Places(JsonElement json, string at) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().SelectMany(field => Places(field.Value, $"{at}.{field.Name}").Prepend($"{at}.{field.Name}")),
        JsonValueKind.Array => json.EnumerateArray().SelectMany(item => Places(item, at + "[]")),
        _ => [],
    };
}
