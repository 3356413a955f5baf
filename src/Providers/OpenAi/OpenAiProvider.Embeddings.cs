using MockLlm.Providers.OpenAi.Embeddings;

namespace MockLlm.Providers.OpenAi;

public sealed partial class OpenAiProvider
{
    /// <summary><c>POST /v1/embeddings</c>.</summary>
    [Post("/v1/embeddings")]
    internal object Embed(EmbeddingRequest request, Mock mock)
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
        var vectors = texts.ConvertAll(text => mock.Embed(text, length, request.Model));
        return Reply.Json(new EmbeddingAnswer(request.Model, vectors, request.AsBase64, tokens), EmbeddingAnswer.Write)
            .WithHeaders(OpenAiHeaders.Constant);
    }
}
