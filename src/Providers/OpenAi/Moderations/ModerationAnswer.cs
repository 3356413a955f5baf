using System.Text.Json;

namespace MockLlm.Providers.OpenAi.Moderations;

/// <summary>The answer to a moderation request (OpenAI API reference, "The moderation object").</summary>
/// <param name="Id"><c>modr-</c> and 32 hexadecimal digits.</param>
/// <param name="Model">The name of the model as the client sent it.</param>
/// <param name="Inputs">The inputs, each of which has a result.</param>
internal sealed record ModerationAnswer(string Id, string Model, IReadOnlyList<ModerationInput> Inputs)
{
    // The older models look at text only, and their answer has no field for it.
    private bool IsTextOnly => Model.StartsWith("text-moderation", StringComparison.Ordinal);

    public static void Write(Utf8JsonWriter json, ModerationAnswer answer)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, answer.Id);
        json.WriteString("model"u8, answer.Model);
        json.WriteStartArray("results"u8);
        foreach (var input in answer.Inputs)
        {
            answer.WriteResult(json, input);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void WriteResult(Utf8JsonWriter json, ModerationInput input)
    {
        List<(ModerationCategory Category, double Score)> scores =
        [
            .. ModerationCategory.All.Zip(ModerationScores.Of(input.Text)).Where(scored => !IsTextOnly || !scored.First.IsNew),
        ];
        json.WriteStartObject();
        json.WriteBoolean("flagged"u8, scores.Any(scored => scored.Score >= ModerationScores.Flagged));
        json.WriteStartObject("categories"u8);
        foreach (var (category, score) in scores)
        {
            json.WriteBoolean(category.Name, score >= ModerationScores.Flagged);
        }

        json.WriteEndObject();
        json.WriteStartObject("category_scores"u8);
        foreach (var (category, score) in scores)
        {
            json.WriteNumber(category.Name, score);
        }

        json.WriteEndObject();
        if (!IsTextOnly)
        {
            WriteInputTypes(json, input);
        }

        json.WriteEndObject();
    }

    private static void WriteInputTypes(Utf8JsonWriter json, ModerationInput input)
    {
        json.WriteStartObject("category_applied_input_types"u8);
        foreach (var category in ModerationCategory.All)
        {
            json.WriteStartArray(category.Name);
            if (input.Text is not null)
            {
                json.WriteStringValue("text"u8);
            }

            if (input.HasImage && category.TakesImages)
            {
                json.WriteStringValue("image"u8);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }
}
