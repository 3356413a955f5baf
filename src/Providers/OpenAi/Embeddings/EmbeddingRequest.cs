using MockLlm.Providers.OpenAi.Inputs;

namespace MockLlm.Providers.OpenAi.Embeddings;

/// <summary>The body of <c>POST /v1/embeddings</c> (OpenAI API reference, "Create embeddings").</summary>
/// <param name="Model">The name of the model as the client sent it.</param>
/// <param name="Inputs">The texts.</param>
/// <param name="Dimensions">The length of the vectors, or null for the model's own length.</param>
/// <param name="AsBase64">Whether a vector is sent as the base64 of its 32-bit floats, in little-endian order.</param>
internal sealed record EmbeddingRequest(string Model, TextInputs Inputs, int? Dimensions, bool AsBase64) : IBody<EmbeddingRequest>
{
    private const int MostInputs = 2048;
    private const int MostDimensions = 3072;
    private static readonly string[] Formats = ["float", "base64"];

    /// <summary>The reason why the request is refused, or null if it is valid.</summary>
    public Problem? Problem => this switch
    {
        { Inputs.IsValid: false } => EmbeddingWording.Input,
        _ when Inputs.Items.Any(input => input.IsEmpty) => EmbeddingWording.Input,
        { Dimensions: not null } when EmbeddingModel.HasFixedLength(Model) => EmbeddingWording.FixedLength,
        { Dimensions: { } asked } when asked > EmbeddingModel.Length(Model, MostDimensions) =>
            EmbeddingWording.TooLong(asked, EmbeddingModel.Length(Model, MostDimensions)),
        _ => null,
    };

    public static EmbeddingRequest Read(JsonFields fields)
    {
        var model = fields.RequiredText("model");
        var inputs = fields.Required("input") ? TextInputs.Read(fields.Any("input")!.Value) : new([], IsValid: true);
        if (inputs.Items.Count > MostInputs)
        {
            fields.Note(BodyFlaw.TooLong, "input", $"{MostInputs}", $"{inputs.Items.Count}");
        }

        fields.Text("user");
        return new(
            model, inputs, (int?)fields.Whole("dimensions", 1, int.MaxValue), fields.OneOf("encoding_format", Formats) == "base64");
    }
}
