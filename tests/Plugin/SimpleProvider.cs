using MockLlm.Engine;

[RegisterProvider("simple", Version = "1.0.0", Description = "A simple example provider", Models = ["simple-model"])]
public sealed class SimpleProvider : LlmProvider
{
    public sealed record ChatRequest(string Prompt, string Model = "simple-model");

    [Post("/v1/simple/chat")]
    public object Chat(ChatRequest request, Mock mock) =>
        new { response = mock.Respond(request.Prompt).Text, model = request.Model, provider = "simple" };
}
