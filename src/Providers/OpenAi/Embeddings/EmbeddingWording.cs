namespace MockLlm.Providers.OpenAi.Embeddings;

/// <summary>OpenAI's words for texts that it does not embed.</summary>
internal static class EmbeddingWording
{
    /// <summary>The most tokens of all texts of one request.</summary>
    public const int MostTokens = 300_000;

    // The live API says the same of every mistake in an input.
    public static Problem Input { get; } = Refused(
        "'$.input' is invalid. Please check the API reference: https://platform.openai.com/docs/api-reference.");

    public static Problem FixedLength { get; } = Refused("This model does not support specifying dimensions.");

    public static Problem TooLong(int asked, int most) => Refused(
        FormattableString.Invariant($"Invalid value for 'dimensions' = {asked}. Must be less than or equal to {most}."));

    public static Problem Context(int tokens, int window) => Refused(
        FormattableString.Invariant($"This model's maximum context length is {window} tokens, however you requested {tokens} tokens ({tokens} in your prompt; 0 for the completion). Please reduce your prompt; or completion length."));

    public static Problem Request(int tokens) => Refused(
        FormattableString.Invariant($"Requested {tokens} tokens, max {MostTokens} tokens per request")) with
    {
        Code = OpenAiError.MaxTokensPerRequest,
    };

    private static Problem Refused(string message) => Problem.Of(ErrorKind.InvalidRequest, message);
}
