namespace MockLlm.Providers.OpenAi.Embeddings;

/// <summary>Answers <c>POST /v1/embeddings</c>.</summary>
internal static class EmbeddingEndpoint
{
    /// <returns>A <see cref="Reply"/> or a <see cref="Problem"/>.</returns>
    public static object Answer(EmbeddingRequest request, Mock mock)
    {
        var tokens = 0;
        var length = request.Dimensions ?? EmbeddingModel.Length(request.Model);
        var window = mock.Model(request.Model)?.ContextWindow;
        var texts = new List<string>(request.Inputs.Items.Count);
        foreach (var input in request.Inputs.Items)
        {
            var count = input.Count(mock, request.Model);
            if (count > window)
            {
                return EmbeddingWording.Context(count, window.Value);
            }

            if (input.Text(mock, request.Model) is not { } text)
            {
                return EmbeddingWording.Input;
            }

            tokens += count;
            texts.Add(text);
        }

        if (tokens > EmbeddingWording.MostTokens)
        {
            return EmbeddingWording.Request(tokens);
        }

        mock.Spend(new Usage(tokens, 0));
        // Each vector is computed when it is written, so that the memory never holds all of them.
        var vectors = texts.Select(text => mock.Embed(text, length, request.Model));
        return Reply.Json(new EmbeddingAnswer(request.Model, vectors, request.AsBase64, tokens), EmbeddingAnswer.Write, mock.Work);
    }
}
