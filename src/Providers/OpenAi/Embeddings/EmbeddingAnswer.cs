using System.Buffers.Binary;
using System.Text.Json;

namespace MockLlm.Providers.OpenAi.Embeddings;

/// <summary>The answer to an embedding request (OpenAI API reference, "The embedding object").</summary>
/// <param name="Model">The name of the model as the client sent it.</param>
/// <param name="Vectors">One vector for each text. They are enumerated once, when the answer is written.</param>
/// <param name="AsBase64">Whether the vectors are sent as base64.</param>
/// <param name="Tokens">The tokens of all texts.</param>
internal sealed record EmbeddingAnswer(string Model, IEnumerable<float[]> Vectors, bool AsBase64, int Tokens)
{
    public static void Write(Utf8JsonWriter json, EmbeddingAnswer answer)
    {
        json.WriteStartObject();
        json.WriteString("object"u8, "list"u8);
        json.WriteStartArray("data"u8);
        foreach (var (index, vector) in answer.Vectors.Index())
        {
            json.WriteStartObject();
            json.WriteString("object"u8, "embedding"u8);
            json.WriteNumber("index"u8, index);
            json.WritePropertyName("embedding"u8);
            answer.WriteVector(json, vector);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("model"u8, answer.Model);
        json.WriteStartObject("usage"u8);
        json.WriteNumber("prompt_tokens"u8, answer.Tokens);
        json.WriteNumber("total_tokens"u8, answer.Tokens);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void WriteVector(Utf8JsonWriter json, float[] vector)
    {
        if (AsBase64)
        {
            json.WriteBase64StringValue(Bytes(vector));
            return;
        }

        json.WriteStartArray();
        foreach (var number in vector)
        {
            json.WriteNumberValue(number);
        }

        json.WriteEndArray();
    }

    private static byte[] Bytes(float[] vector)
    {
        var bytes = new byte[vector.Length * sizeof(float)];
        for (var i = 0; i < vector.Length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * sizeof(float)), vector[i]);
        }

        return bytes;
    }
}
