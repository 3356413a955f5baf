using MockLlm.Engine.Tokenization;

namespace MockLlm.Providers.OpenAi.Tokens;

/// <summary>
/// The tokens of a chat as the model sees them. Each message is <c>&lt;|im_start|&gt;role&lt;|im_sep|&gt;text&lt;|im_end|&gt;</c>. The reply
/// starts with <c>&lt;|im_start|&gt;assistant&lt;|im_sep|&gt;</c>. There are as many tokens as the usage of a chat completion shows for the
/// same messages (OpenAI cookbook, "How to count tokens with tiktoken").
/// </summary>
/// <param name="mock">The mock of the request.</param>
/// <param name="model">The name of the model as the client sent it, or null.</param>
internal sealed class ChatTemplate(Mock mock, string? model)
{
    // The three tokens have consecutive numbers after the ordinary tokens of their vocabulary.
    private readonly int _start = ModelEncoding.Of(model) == TokenEncoding.O200kBase ? 200_264 : 100_264;
    private readonly List<int> _tokens = [];

    private int End => _start + 1;

    private int Separator => _start + 2;

    /// <summary>Returns the tokens of messages.</summary>
    /// <param name="messages">The messages. Their images and sounds are left out.</param>
    /// <param name="startsReply">Whether the start of the reply follows.</param>
    public IReadOnlyList<int> Of(IReadOnlyList<Message> messages, bool startsReply)
    {
        foreach (var message in messages)
        {
            _tokens.Add(_start);
            Add(message.Role);
            if (message.Name is { } name)
            {
                _tokens.Add(Separator);
                Add(name);
            }

            _tokens.Add(Separator);
            Add(message.Text ?? "");
            _tokens.Add(End);
        }

        if (startsReply)
        {
            _tokens.Add(_start);
            Add("assistant");
            _tokens.Add(Separator);
        }

        return _tokens;
    }

    private void Add(string text) => _tokens.AddRange(mock.TokenNumbers(text, model));
}
