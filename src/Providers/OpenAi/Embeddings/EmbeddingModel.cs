namespace MockLlm.Providers.OpenAi.Embeddings;

/// <summary>How long a model's vectors are (OpenAI guide "Vector embeddings").</summary>
internal static class EmbeddingModel
{
    private const int Usual = 1536;
    private const int Large = 3072;

    /// <param name="model">The model's name as sent.</param>
    /// <param name="unknown">What a model that is not the vendor's has at most.</param>
    public static int Length(string model, int unknown = Usual) => model switch
    {
        "text-embedding-3-large" => Large,
        "text-embedding-3-small" or "text-embedding-ada-002" => Usual,
        _ => unknown,
    };

    /// <summary>Whether no other length can be asked for.</summary>
    public static bool HasFixedLength(string model) => model == "text-embedding-ada-002";
}
