using System.Text;
using MockLlm.Engine.Actors;
using MockLlm.Engine.Configuration;
using MockLlm.Engine.Configuration.Reading;
using MockLlm.Engine.Configuration.Yaml;
using MockLlm.Engine.Faults.Replies;
using MockLlm.Web.Exchanges;
using MockLlm.Web.Hosting;

namespace MockLlm.Web.Control;

/// <summary><c>POST /_mockllm/streams/fault</c>: something goes wrong now with a share of the streams that are open.</summary>
internal sealed class StreamFaultRoute(IReadOnlyList<ProviderSeat> seats, Edge edge)
{
    public const string Path = "/_mockllm/streams/fault";

    private const int LargestBody = 64 * 1024;

    private const string Expected = "the body must be a JSON object such as {\"kind\": \"reset\", \"share\": 0.5}";

    public async Task Strike(HttpContext http)
    {
        var mistakes = new List<string>();
        var struck = Strike(await Read(http.Request).ConfigureAwait(false), mistakes);
        if (struck is { } streams)
        {
            await http.Response.WriteAsJsonAsync(new { streams }, http.RequestAborted).ConfigureAwait(false);
            return;
        }

        http.Response.StatusCode = StatusCodes.Status400BadRequest;
        var error = new { type = "invalid_request", message = string.Join("; ", mistakes) };
        await http.Response.WriteAsJsonAsync(new { error }, http.RequestAborted).ConfigureAwait(false);
    }

    private int? Strike(string? body, List<string> mistakes)
    {
        var reading = YamlTree.Read(body ?? "");
        if (reading is not { Errors: [], Root: YamlMap map })
        {
            mistakes.Add(Expected);
            return null;
        }

        var findings = new Findings();
        var wish = Mapping.Read(map, "", findings, Read);
        mistakes.AddRange(findings.Errors.Select(error => error.Message.TrimStart()));
        return findings.HasErrors || wish.Fault is null ? null : edge.Streams.Strike(wish.Fault, wish.Share, wish.Provider);
    }

    private Wish Read(Mapping map) => new(
        map.Value("share")?.Number(share => share is >= 0 and <= 1, "it must be a share from 0 to 1, for instance 0.5") ?? 1,
        map.Value("provider")?.Known([.. seats.Select(seat => seat.Provider.Name)], "provider"),
        StreamStrike.Read(map));

    // Null: it is too long to mean anything here, or no text.
    private static async ValueTask<string?> Read(HttpRequest request)
    {
        using var body = await RequestBody.Read(request, LargestBody).ConfigureAwait(false);
        return body is { } read && System.Text.Unicode.Utf8.IsValid(read.Bytes.Span) ? Encoding.UTF8.GetString(read.Bytes.Span) : null;
    }

    private sealed record Wish(double Share, string? Provider, ReplyFault? Fault);
}
