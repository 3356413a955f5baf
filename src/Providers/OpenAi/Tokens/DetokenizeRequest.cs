using System.Text.Json;
using MockLlm.Providers.OpenAi.Inputs;

namespace MockLlm.Providers.OpenAi.Tokens;

/// <summary>The body of <c>POST /detokenize</c> (vLLM, "Tokenizer API").</summary>
/// <param name="Model">The name of the model as the client sent it, or null if it sent none.</param>
/// <param name="Tokens">The numbers of the tokens.</param>
internal sealed record DetokenizeRequest(string? Model, IReadOnlyList<int> Tokens) : IBody<DetokenizeRequest>
{
    public static DetokenizeRequest Read(JsonFields fields)
    {
        var model = fields.Text("model");
        if (!fields.Required("tokens") || fields.Any("tokens") is not { } written)
        {
            return new(model, []);
        }

        var isEmpty = written is { ValueKind: JsonValueKind.Array } && written.GetArrayLength() == 0;
        var tokens = isEmpty ? [] : TextInputs.Read(written) is { IsValid: true, Items: [{ Tokens: { } numbers }] } && written[0].ValueKind == JsonValueKind.Number ? numbers : null;
        if (tokens is null)
        {
            fields.Note(BodyFlaw.WrongType, "tokens", "an array of integers", JsonTypeNames.TypeOf(written));
        }

        return new(model, tokens ?? []);
    }
}
