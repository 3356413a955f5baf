using System;
using System.Text.Json;
using MockLlm.Engine;

namespace MockLlm.Samples;

/// <summary>Several endpoints of different kinds: untyped JSON, a link to bytes that another endpoint serves, and a form with a file.</summary>
[RegisterProvider("multi", Description = "Chat, images and audio", Models = ["multi-model"], Concurrent = true)]
public sealed class MultiProvider : LlmProvider
{
    private static readonly byte[] Pixel = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    [Post("/v1/multi/chat")]
    public object Chat(JsonElement body, Mock mock) => new { type = "chat", response = mock.Respond(Prompt(body)).Text };

    [Post("/v1/multi/image")]
    public object Image(Mock mock) => new { type = "image", url = $"/v1/multi/image/{mock.Ids.Hex(8)}.png" };

    [Get("/v1/multi/image/{name}.png")]
    public Reply Download(string name) => Reply.Bytes("image/png", Pixel).WithHeader("content-disposition", $"inline; filename=\"{name}.png\"");

    [Post("/v1/multi/audio")]
    public object Audio(JsonElement body, Mock mock) => new { type = "audio", data = mock.Ids.Alphanumeric(Prompt(body).Length) };

    [Post("/v1/multi/transcription")]
    public object Transcribe(Form form, Mock mock) => form["file"] is { } file
        ? new { type = "transcription", file = file.FileName, bytes = file.Bytes.Length, text = mock.Respond(form.Text("prompt") ?? "").Text }
        : Problem.Of(ErrorKind.InvalidRequest, "'file' is required.");

    private static string Prompt(JsonElement body) =>
        body.ValueKind == JsonValueKind.Object && body.TryGetProperty("prompt", out var prompt) && prompt.ValueKind == JsonValueKind.String
            ? prompt.GetString()!
            : "";
}
