namespace MockLlm.Web.Tests.Writing;

/// <summary>The smallest bodies that ask each vendor's route the prompt "hi".</summary>
internal static class Chats
{
    public static string Hi(string path, bool stream)
    {
        var limit = path == "/v1/messages" ? "\"max_tokens\":100," : "";
        return $$"""{"model":"m",{{limit}}"stream":{{(stream ? "true" : "false")}},"messages":[{"role":"user","content":"hi"}]}""";
    }
}
