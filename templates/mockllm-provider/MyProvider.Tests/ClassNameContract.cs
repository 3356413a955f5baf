using System.Text.Json;
using MockLlm.Testing.Xunit;

namespace MyProvider.Tests;

/// <summary>Checks this provider against the contract that every provider keeps.</summary>
public sealed class ClassNameContract : ProviderContract<ClassNameProvider>
{
    protected override string Path => "/v1/route-name/chat";

    protected override string Body => """{"prompt": "hi"}""";

    protected override string StreamedBody => """{"prompt": "hi", "stream": true}""";

    protected override IReadOnlyList<string> RequiredFields => ["prompt"];

    protected override string? TextOf(JsonElement body) => body.GetProperty("text").GetString();

    protected override string TextOfStream(string stream) => string.Concat(
        stream.Split('\n')
            .Where(line => line.StartsWith("data: ", StringComparison.Ordinal))
            .Select(line => JsonElement.Parse(line["data: ".Length..]).GetProperty("text").GetString()));
}
