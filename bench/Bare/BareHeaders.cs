namespace MockLlm.Bench.Bare;

/// <summary>The headers of an answer. Each answer gets new ids.</summary>
internal static class BareHeaders
{
    private const string LettersAndDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    public static void Write(HttpResponse response)
    {
        var headers = response.Headers;
        headers.AccessControlAllowOrigin = "*";
        headers.AccessControlExposeHeaders = "*";
        headers["x-request-id"] = "req_" + Random.Shared.GetHexString(32, lowercase: true);
        headers["openai-version"] = "2020-10-01";
        headers["openai-organization"] = "mockllm";
    }

    public static string CompletionId() => "chatcmpl-" + Random.Shared.GetString(LettersAndDigits, 29);
}
