using System.Text;

namespace MockLlm.Web.WarmUp;

/// <summary>A request of the warm-up.</summary>
/// <param name="Path">The path of a built-in provider.</param>
/// <param name="Body">The body, which is JSON.</param>
/// <param name="Latency">The value of the header <c>X-MockLlm-Latency</c>, or null.</param>
internal sealed record WarmUpRequest(string Path, string Body, string? Latency = null)
{
    private const string Messages = "\"messages\":[{\"role\":\"system\",\"content\":\"Be brief.\"},{\"role\":\"user\",\"content\":\"warm up\"}]";
    private const string Asked = "\"messages\":[{\"role\":\"user\",\"content\":\"warm up\"}]";

    /// <summary>The requests that clients send most. Each kind runs other code.</summary>
    public static IReadOnlyList<WarmUpRequest> All { get; } =
    [
        new("/v1/chat/completions", $"{{\"model\":\"gpt-4o\",{Messages}}}"),
        new("/v1/chat/completions", $"{{\"model\":\"gpt-4o\",{Messages},\"stream\":true,\"stream_options\":{{\"include_usage\":true}}}}"),
        new("/v1/chat/completions", $"{{\"model\":\"gpt-4o\",{Messages},\"stream\":true}}", "time_to_first_token=1ms; inter_token=1ms"),
        new("/v1/messages", $"{{\"model\":\"claude-sonnet-4-5\",\"max_tokens\":100,{Asked}}}"),
        new("/v1/messages", $"{{\"model\":\"claude-sonnet-4-5\",\"max_tokens\":100,{Asked},\"stream\":true}}"),
        new("/v1/responses", "{\"model\":\"gpt-4o\",\"input\":\"warm up\",\"store\":false}"),
        new("/v1/responses", "{\"model\":\"gpt-4o\",\"input\":\"warm up\",\"store\":false,\"stream\":true}"),
        new("/v1/embeddings", "{\"model\":\"text-embedding-3-small\",\"input\":\"warm up\",\"dimensions\":8}"),
    ];

    /// <summary>The request in HTTP.</summary>
    public HttpRequestMessage Message()
    {
        var message = new HttpRequestMessage(HttpMethod.Post, Path) { Content = new StringContent(Body, Encoding.UTF8, "application/json") };
        message.Headers.Add("anthropic-version", "2023-06-01");
        if (Latency is not null)
        {
            message.Headers.Add("X-MockLlm-Latency", Latency);
        }

        return message;
    }
}
