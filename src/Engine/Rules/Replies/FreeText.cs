using System.Text;
using MockLlm.Engine.Completions;

namespace MockLlm.Engine.Rules.Replies;

/// <summary>The input of a tool that takes free text.</summary>
internal static class FreeText
{
    private const int Tokens = 8;

    /// <summary>Makes a call of a tool that the request demands.</summary>
    /// <param name="tool">The tool's name.</param>
    /// <param name="text">The text that the reply has without the demand. If it is empty, the input is a random text.</param>
    /// <param name="context">The request.</param>
    public static CompletionPart Call(string tool, string text, ReplyContext context) =>
        context.Call(tool, text.Length > 0 ? text : LoremText.Of(Tokens, context.Random.For("tool " + tool)).Text) with { IsFreeText = true };

    /// <summary>Writes the input as the arguments of a tool that takes JSON.</summary>
    public static string AsJson(string input) => Encoding.UTF8.GetString(JsonBytes.Write(input, static (writer, input) =>
    {
        writer.WriteStartObject();
        writer.WriteString("input"u8, input);
        writer.WriteEndObject();
    }));
}
