using System.Text.Json;
using MockLlm.Providers.OpenAi;
using MockLlm.Testing.Xunit;

namespace MockLlm.Testing.Tests.Contracts;

public sealed class OpenAiContract : ProviderContract<OpenAiProvider>
{
    protected override string Path => "/v1/chat/completions";

    protected override string Body => """{"model": "gpt-4o", "messages": [{"role": "user", "content": "hi"}], "temperature": 1}""";

    protected override string StreamedBody => """{"model": "gpt-4o", "messages": [{"role": "user", "content": "hi"}], "stream": true}""";

    protected override IReadOnlyList<string> RequiredFields => ["model", "messages"];

    protected override string? TextOf(JsonElement body) =>
        body.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString();

    protected override string TextOfStream(string stream) => SseText.Join(
        stream, chunk => chunk.GetProperty("choices")[0].GetProperty("delta").Field("content")?.GetString());
}
