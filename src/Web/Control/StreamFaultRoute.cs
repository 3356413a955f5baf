using MockLlm.Engine.Admission;
using MockLlm.Engine.Faults;
using MockLlm.Engine.Yaml;
using MockLlm.Engine.Yaml.Reading;
using MockLlm.Web.Writing;

namespace MockLlm.Web.Control;

/// <summary><c>POST /_mockllm/streams/fault</c>: applies a fault to a share of the open streams.</summary>
internal static class StreamFaultRoute
{
    public const string Path = "/streams/fault";

    /// <summary>Applies the fault and says how many streams it reached.</summary>
    public static ControlAnswer Apply(IReadOnlyList<ProviderRuntime> runtimes, OpenStreams streams, YamlNode? body)
    {
        if (body is not YamlMap map)
        {
            return ControlAnswer.Invalid("The body has to say what goes wrong, such as {\"kind\": \"reset\", \"share\": 0.5}.");
        }

        var findings = new Findings();
        var (share, provider, fault) = YamlMapReader.Read(map, "", findings, wish => Read(wish, runtimes));
        return findings.HasErrors || fault is null
            ? ControlAnswer.Invalid(findings.Errors, map)
            : ControlAnswer.Of(new { streams = streams.Apply(fault, share, provider) });
    }

    private static (double Share, string? Provider, LiveFault? Fault) Read(YamlMapReader map, IReadOnlyList<ProviderRuntime> runtimes) => (
        map.Value("share")?.Number(share => share is >= 0 and <= 1, "it must be a share from 0 to 1, for instance 0.5") ?? 1,
        map.Value("provider")?.Known([.. runtimes.Select(runtime => runtime.Provider.Name)], "provider"),
        LiveFault.Read(map));
}
