using System.Text.Json;
using MockLlm.Engine.Actors;
using MockLlm.Engine.Configuration;
using MockLlm.Engine.Configuration.Reading;
using MockLlm.Engine.Configuration.Yaml;
using MockLlm.Engine.Faults.Replies;
using MockLlm.Web.Hosting;

namespace MockLlm.Web.Control;

/// <summary><c>POST /_mockllm/streams/fault</c>: something goes wrong now with a share of the streams that are open.</summary>
internal static class StreamFaultRoute
{
    public const string Path = "/_mockllm/streams/fault";

    public static ControlAnswer Strike(IReadOnlyList<ProviderSeat> seats, Edge edge, YamlNode? body)
    {
        if (body is not YamlMap map)
        {
            return ControlAnswer.Invalid("The body has to be a fault's kind with its keys, such as {\"kind\": \"reset\", \"share\": 0.5}.");
        }

        var findings = new Findings();
        var (share, provider, fault) = Mapping.Read(map, "", findings, wish => Read(wish, seats));
        if (findings.HasErrors || fault is null)
        {
            return ControlAnswer.Invalid(findings.Errors);
        }

        var streams = edge.Streams.Strike(fault, share, provider);
        return new(StatusCodes.Status200OK, JsonSerializer.SerializeToUtf8Bytes(new { streams }));
    }

    private static (double Share, string? Provider, ReplyFault? Fault) Read(Mapping map, IReadOnlyList<ProviderSeat> seats) => (
        map.Value("share")?.Number(share => share is >= 0 and <= 1, "it must be a share from 0 to 1, for instance 0.5") ?? 1,
        map.Value("provider")?.Known([.. seats.Select(seat => seat.Provider.Name)], "provider"),
        StreamStrike.Read(map));
}
