namespace MockLlm.Providers.OpenAi.Images;

/// <summary>
/// Images as server-sent events (OpenAI API reference, "Image generation streaming events"). Each image has its partial images and then
/// itself. The partial images already look like the whole image.
/// </summary>
/// <param name="answer">The answer to stream.</param>
internal sealed class ImageStream(ImageAnswer answer)
{
    private const string Partial = "image_generation.partial_image";
    private const string Completed = "image_generation.completed";

    public IEnumerable<Frame> Frames()
    {
        for (var index = 0; index < answer.Request.Count; index++)
        {
            var image = answer.Draw(index);
            for (var partial = 0; partial < answer.Request.PartialImages; partial++)
            {
                yield return Event(Partial, image, partial);
            }

            yield return Event(Completed, image, null);
        }
    }

    private Frame Event(string type, byte[] image, int? partial) => new(Sse.Json(type, (answer, type, image, partial), static (json, drawn) =>
    {
        json.WriteStartObject();
        json.WriteString("type"u8, drawn.type);
        json.WriteBase64String("b64_json"u8, drawn.image);
        json.WriteNumber("created_at"u8, drawn.answer.Created);
        json.WriteString("background"u8, drawn.answer.Request.Background);
        drawn.answer.WriteForm(json);
        if (drawn.partial is { } place)
        {
            json.WriteNumber("partial_image_index"u8, place);
        }
        else
        {
            drawn.answer.WriteUsage(json);
        }

        json.WriteEndObject();
    }), type: type);
}
