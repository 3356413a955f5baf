using System.Text.Json;
using MockLlm.Providers.Anthropic;
using MockLlm.Testing.Xunit;

namespace MockLlm.Testing.Tests.Contracts;

public sealed class AnthropicContract : ProviderContract<AnthropicProvider>
{
    protected override string Path => "/v1/messages";

    protected override string Body => """{"model": "claude-sonnet-4-5", "max_tokens": 100, "messages": [{"role": "user", "content": "hi"}]}""";

    protected override string StreamedBody =>
        """{"model": "claude-sonnet-4-5", "max_tokens": 100, "messages": [{"role": "user", "content": "hi"}], "stream": true}""";

    protected override IReadOnlyList<string> RequiredFields => ["model", "max_tokens", "messages"];

    protected override string? TextOf(JsonElement body) => body.GetProperty("content")[0].GetProperty("text").GetString();

    protected override string TextOfStream(string stream) => SseText.Join(
        stream, data => data.Field("delta")?.Field("text")?.GetString());

    protected override void Prepare(HttpRequestMessage request) => request.Headers.Add("anthropic-version", "2023-06-01");
}
