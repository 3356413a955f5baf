using System.Text.Json;
using MockLlm.Testing.Xunit;

namespace MockLlm.Testing.Tests.Contracts;

public sealed class WordsContract : WordsContract<WordsProvider>;

/// <summary>The contract of the words provider and of all that are nearly like it.</summary>
public abstract class WordsContract<T> : ProviderContract<T>
    where T : WordsProvider, new()
{
    protected override string Path => "/v1/words";

    protected override string Body => """{"prompt": "hi", "stream": false}""";

    protected override string StreamedBody => """{"prompt": "hi", "stream": true}""";

    protected override IReadOnlyList<string> RequiredFields => ["prompt"];

    protected override string? TextOf(JsonElement body) => body.GetProperty("says").GetString();

    protected override string TextOfStream(string stream) => string.Concat(
        stream.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<string>(line)));
}
