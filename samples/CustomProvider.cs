using System.Collections.Generic;
using Akka.Streams.Dsl;
using MockLlm.Engine;

namespace MockLlm.Samples;

/// <summary>A provider with its own settings in <c>providers.custom.settings</c> and a stream of server-sent events.</summary>
[RegisterProvider("custom", Description = "A provider with settings", Models = ["custom-model"], Settings = typeof(Settings), Concurrent = true)]
public sealed class CustomProvider : LlmProvider
{
    /// <param name="ApiVersion">The version that answers report.</param>
    /// <param name="CustomSetting">Whether answers are in capitals.</param>
    public sealed record Settings(string ApiVersion = "v1", bool CustomSetting = false);

    public sealed record ChatRequest(string Prompt, string Model = "custom-model", bool Stream = false);

    public override IReadOnlyDictionary<string, bool> Capabilities { get; } = new Dictionary<string, bool> { ["streaming"] = true };

    [Post("/v1/custom/chat")]
    public Reply Chat(ChatRequest request, Settings settings, Mock mock)
    {
        var text = mock.Respond(request.Prompt, request.Model).Text;
        var response = settings.CustomSetting ? text.ToUpperInvariant() : text;
        var events = mock.Stream(response, request.Model).Select(piece => Sse.Event(new { response = piece, provider = "custom" }));
        return request.Stream
            ? Reply.Stream(Sse.ContentType, events.Concat(Source.Single(Sse.Done)))
            : Reply.Json(new { response, model = request.Model, provider = "custom", api_version = settings.ApiVersion });
    }
}
