namespace MockLlm.Providers.OpenAi.Embeddings;

/// <summary>The length of the vectors of a model (OpenAI guide "Vector embeddings").</summary>
internal static class EmbeddingModel
{
    private const int Usual = 1536;
    private const int Large = 3072;

    /// <param name="model">The name of the model as the client sent it.</param>
    /// <param name="unknown">The length for a model that is not one of the vendor's.</param>
    public static int Length(string model, int unknown = Usual) => model switch
    {
        "text-embedding-3-large" => Large,
        "text-embedding-3-small" or "text-embedding-ada-002" => Usual,
        _ => unknown,
    };

    /// <summary>Whether the model has only one length.</summary>
    public static bool HasFixedLength(string model) => model == "text-embedding-ada-002";
}
