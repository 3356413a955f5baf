using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace MockLlm.Web.Tests.Faults;

/// <summary>What came of an answer, be it cut or none.</summary>
/// <param name="Status">The status; 0: no head came.</param>
/// <param name="ContentType">What the body is said to be.</param>
/// <param name="Body">Each byte as the character of its number; times of day are blanked.</param>
/// <param name="Ending">How the connection ended; null: it did not, the answer was whole, and the next request on it was served.</param>
/// <param name="Said">Which fault the server says it injected; null: none.</param>
internal sealed partial record WireAnswer(int Status, string ContentType, string Body, Ending? Ending, string? Said)
{
    /// <summary>Sends a request with a seed, so that it is answered the same whenever it comes, but for what goes wrong with it.</summary>
    public static async Task<WireAnswer> Of(TestServer server, string path, string prompt, bool stream, string? fault = null)
    {
        using var connection = await RawConnection.Open(server.Url);
        await connection.Send(Request(path, prompt, stream, fault is null ? "" : $"x-mockllm-fault: {fault}\r\n"));
        var head = await connection.Head();
        if (connection.Ending is not null && head.Length == 0)
        {
            return new(0, "", "", connection.Ending, null);
        }

        var answer = RawAnswer.Parse(head);
        var body = answer.Headers.TryGetValue("content-length", out var length)
            ? await connection.Take(int.Parse(length, CultureInfo.InvariantCulture))
            : (await connection.Rest()).Bytes;
        if (connection.Ending is null)
        {
            await connection.Send(Request(path, prompt, stream: false, fault: ""));
            Assert.Equal(200, (await connection.Read()).Status);
        }

        return new(
            answer.Status,
            answer.Headers.GetValueOrDefault("content-type", ""),
            Times().Replace(Encoding.Latin1.GetString(body), "0"),
            connection.Ending,
            answer.Headers.GetValueOrDefault("x-mockllm-fault"));
    }

    private static string Request(string path, string prompt, bool stream, string fault)
    {
        var body = FaultedTalk.Body(path, stream, prompt);
        return $"POST {path} HTTP/1.1\r\nhost: test\r\nanthropic-version: 2023-06-01\r\nx-mockllm-seed: 7\r\n{fault}content-type: application/json\r\ncontent-length: {body.Length}\r\n\r\n{body}";
    }

    [GeneratedRegex("""(?<="(created|created_at|completed_at)":)[\d.]+""")]
    private static partial Regex Times();
}
