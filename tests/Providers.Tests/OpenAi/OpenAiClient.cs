using MockLlm.Engine.Completions;
using MockLlm.Engine.Configuration;
using MockLlm.Providers.OpenAi;

namespace MockLlm.Providers.Tests.OpenAi;

/// <summary>Requests to OpenAI's smaller routes.</summary>
internal static class OpenAiClient
{
    public const string Said = "2+2 equals 9.";

    public static Snapshot Answers { get; } = Vendor.Answering(
        ("what is 2+2?", Said),
        ("once upon a time", " there was a king. He had a very long name that nobody in all of his kingdom could remember at all."),
        ("meeting.wav", "Hello everyone. Shall we begin? Yes.")) with
    {
        WrittenChunk = Chunking.Words,
    };

    public static Vendor Vendor { get; } = new(typeof(OpenAiProvider), Answers);

    public static void AssertRefused(Answer answer, string message, string? param, string? code)
    {
        Assert.Equal(400, answer.Status);
        OpenAiErrorTests.AssertError(answer, "invalid_request_error", message, param, code);
    }
}
