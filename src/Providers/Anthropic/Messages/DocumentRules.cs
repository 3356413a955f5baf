namespace MockLlm.Providers.Anthropic.Messages;

/// <summary>The rule for the pages of PDF documents in a request, in the words of the live API.</summary>
internal static class DocumentRules
{
    private const int MostPages = 600;
    private const int MostPagesOfSmallModels = 100;
    private const int LargeWindow = 1_000_000;

    /// <summary>Returns the document with which a request has too many pages, or null if it has not.</summary>
    /// <param name="messages">The messages of the request.</param>
    /// <param name="window">The context window of the model, or null if it is not known.</param>
    public static Problem? Broken(IReadOnlyList<InputMessage> messages, int? window)
    {
        var most = window < LargeWindow ? MostPagesOfSmallModels : MostPages;
        var pages = 0L;
        for (var i = 0; i < messages.Count; i++)
        {
            for (var j = 0; j < messages[i].Blocks.Count; j++)
            {
                pages += messages[i].Blocks[j] is { Type: "document", Media: true } document ? document.Pages : 0;
                if (pages > most)
                {
                    return $"messages.{i}.content.{j}.pdf.source.base64.data: A maximum of {most} PDF pages may be provided.";
                }
            }
        }

        return null;
    }
}
