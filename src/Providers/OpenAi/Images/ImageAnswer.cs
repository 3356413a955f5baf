using System.Text.Json;

namespace MockLlm.Providers.OpenAi.Images;

/// <summary>The answer to an image request (OpenAI API reference, "The image generation response").</summary>
/// <param name="Created">Unix seconds.</param>
/// <param name="Request">The request.</param>
/// <param name="Address">The part of the URLs before the names of the images.</param>
/// <param name="Usage">The tokens of the prompt and the images.</param>
internal sealed record ImageAnswer(long Created, ImageRequest Request, string Address, Usage Usage)
{
    public static void Write(Utf8JsonWriter json, ImageAnswer answer)
    {
        var (request, isGpt) = (answer.Request, answer.Request.Family.IsGpt);
        json.WriteStartObject();
        json.WriteNumber("created"u8, answer.Created);
        if (isGpt)
        {
            json.WriteString("background"u8, request.Background);
        }

        json.WriteStartArray("data"u8);
        for (var index = 0; index < request.Count; index++)
        {
            answer.WriteImage(json, index);
        }

        json.WriteEndArray();
        if (isGpt)
        {
            answer.WriteForm(json);
            answer.WriteUsage(json);
        }

        json.WriteEndObject();
    }

    /// <summary>Returns one of the images as a PNG.</summary>
    public byte[] Draw(int index) => Png.Draw(ImageFile.Of(Request, index), Request.Background == ImageRequest.Transparent);

    /// <summary>Writes the format, the quality and the size of the images.</summary>
    public void WriteForm(Utf8JsonWriter json)
    {
        json.WriteString("output_format"u8, "png"u8);
        json.WriteString("quality"u8, Request.Quality);
        json.WriteString("size"u8, Request.Size.ToString());
    }

    /// <summary>Writes the usage of all images.</summary>
    public void WriteUsage(Utf8JsonWriter json)
    {
        json.WriteStartObject("usage"u8);
        json.WriteNumber("input_tokens"u8, Usage.PromptTokens);
        json.WriteStartObject("input_tokens_details"u8);
        json.WriteNumber("image_tokens"u8, 0);
        json.WriteNumber("text_tokens"u8, Usage.PromptTokens);
        json.WriteEndObject();
        json.WriteNumber("output_tokens"u8, Usage.CompletionTokens);
        json.WriteNumber("total_tokens"u8, Usage.TotalTokens);
        json.WriteEndObject();
    }

    private void WriteImage(Utf8JsonWriter json, int index)
    {
        json.WriteStartObject();
        if (Request.Family.TellsRevisedPrompt)
        {
            json.WriteString("revised_prompt"u8, Request.Prompt);
        }

        if (Request.AsBase64)
        {
            json.WriteBase64String("b64_json"u8, Draw(index));
        }
        else
        {
            json.WriteString("url"u8, Address + ImageFile.Of(Request, index).Name);
        }

        json.WriteEndObject();
    }
}
