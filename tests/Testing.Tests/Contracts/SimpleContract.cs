using System.Text.Json;
using MockLlm.Testing.Xunit;

namespace MockLlm.Testing.Tests.Contracts;

public sealed class SimpleContract : ProviderContract<SimpleProvider>
{
    protected override string Path => "/v1/simple/chat";

    protected override string Body => """{"prompt": "hi", "model": "simple-model"}""";

    protected override bool Streams => false;

    protected override IReadOnlyList<string> RequiredFields => ["prompt"];

    protected override string? TextOf(JsonElement body) => body.GetProperty("response").GetString();
}
