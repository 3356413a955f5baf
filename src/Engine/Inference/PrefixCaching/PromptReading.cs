using MockLlm.Engine.Hashing;
using MockLlm.Engine.Tokenization;
using MockLlm.Engine.Work;

namespace MockLlm.Engine.Inference.PrefixCaching;

/// <summary>Reads the tokens of a conversation in the order in which an engine computes them: the system prompt, then the messages.</summary>
internal static class PromptReading
{
    // The marks of a chat template. No vocabulary has these numbers.
    private const int MessageStart = -1;
    private const int RoleEnd = -2;
    private const int MessageEnd = -3;

    /// <summary>Cuts a conversation into blocks. It ends at the first image, sound or document, because its content is not kept.</summary>
    /// <param name="conversation">The conversation.</param>
    /// <param name="model">The name under which the model is counted. Prompts for different models have no block in common.</param>
    /// <param name="settings">The length of a block.</param>
    /// <param name="tokenizers">Count tokens.</param>
    /// <param name="work">Counts the work and the memory.</param>
    /// <exception cref="WorkEndedException">The work of the request ended.</exception>
    public static PromptBlocks Blocks(Conversation conversation, string? model, PrefixCacheSettings settings, Tokenizers tokenizers, WorkBudget work)
    {
        var blocks = new PromptBlocks(settings, RootOf(conversation, model), work);
        var encoding = ModelEncoding.Of(conversation.Model);
        foreach (var message in Messages(conversation))
        {
            blocks.Add(MessageStart);
            Add(message.Role);
            Add(message.Name);
            blocks.Add(RoleEnd);
            Add(message.Text);
            if (message.Media.Count > 0)
            {
                return blocks;
            }

            blocks.Add(MessageEnd);
        }

        blocks.Add(MessageStart, RoleEnd);
        return blocks;

        void Add(string? text)
        {
            if (!string.IsNullOrEmpty(text))
            {
                blocks.Add([.. tokenizers.Numbers(text, encoding, work)]);
            }
        }
    }

    // Some providers keep the system prompt apart from the messages.
    private static IEnumerable<Message> Messages(Conversation conversation) =>
        conversation.System.Length == 0 || conversation.Messages.Any(message => message.Role is "system" or "developer")
            ? conversation.Messages
            : conversation.Messages.Prepend(new("system", conversation.System));

    // Chat templates write the tools before everything else.
    private static UInt128 RootOf(Conversation conversation, string? model)
    {
        var root = ClientKey.Of(model);
        foreach (var tool in conversation.Tools)
        {
            root = ClientKey.Joined([root, ClientKey.Of(tool.Name, tool.Schema?.GetRawText())]);
        }

        return root;
    }
}
