using System.Text.Json.Nodes;
using MockLlm.Engine;
using MockLlm.Engine.Admission;
using MockLlm.Engine.Configuration;
using MockLlm.Engine.Configuration.Effective;
using MockLlm.Engine.Precedence;
using MockLlm.Engine.Requests;
using MockLlm.Engine.Rules;
using MockLlm.Engine.Yaml;
using MockLlm.Engine.Yaml.Reading;

namespace MockLlm.Web.Control;

/// <summary>
/// <c>GET /_mockllm/config</c>: the values that a request for a provider and a model would have, and the layer that each comes from. It
/// honours the same request headers and query parameters as the request itself.
/// </summary>
internal static class ConfigRoute
{
    public const string Path = "/config";

    private static readonly string[] Parameters = ["provider", "model", "rule"];

    /// <param name="head">The head of the control request.</param>
    /// <param name="parameters">The names of its query parameters.</param>
    /// <param name="runtimes">The providers.</param>
    /// <param name="snapshot">The configuration.</param>
    public static ControlAnswer Show(RequestHead head, IEnumerable<string> parameters, IReadOnlyList<ProviderRuntime> runtimes, Snapshot snapshot)
    {
        if (parameters.FirstOrDefault(name => !Parameters.Contains(name) && !name.StartsWith("mockllm_", StringComparison.Ordinal)) is { } unknown)
        {
            var advice = Nearest.To(unknown, Parameters) is { } nearest ? $"did you mean {nearest}?" : $"there are {string.Join(", ", Parameters)}.";
            return ControlAnswer.Invalid($"There is no query parameter {KeyPath.ShownName(unknown)}: {advice}");
        }

        if (runtimes.FirstOrDefault(runtime => runtime.Provider.Name == head.Query("provider")) is not { } found)
        {
            return ControlAnswer.Invalid(
                $"The query must name a provider with provider=NAME: write one of {string.Join(", ", runtimes.Select(runtime => runtime.Provider.Name))}.");
        }

        var overrides = RequestOverrides.Read(head, snapshot, isMetered: true);
        if (overrides.Problem is { } problem)
        {
            return ControlAnswer.Invalid(problem.Message);
        }

        var label = head.Query("rule");
        if (label is not null && snapshot.Rules.Named(label) is null)
        {
            return ControlAnswer.Invalid($"There is no rule {KeyPath.ShownName(label)}{RuleAdvice(snapshot.Rules)}");
        }

        return ControlAnswer.Of(Json(new EffectiveConfig
        {
            Snapshot = snapshot,
            Provider = found.Provider.Name,
            ProviderSettings = snapshot.SettingsOf(found.Provider.Name) ?? found.Provider.DefaultSettings,
            Model = head.Query("model"),
            Rule = label is not null ? snapshot.Rules.Named(label) : snapshot.RequestControl ? RequestRule.Of(head, snapshot.Rules) : null,
            OwnLatency = overrides.Latency,
            OwnFault = overrides.Fault,
            OwnSeed = overrides.Seed,
        }));
    }

    private static string RuleAdvice(RuleList rules) => rules.IsEmpty
        ? ": responses.yml has no rules."
        : $": there are {string.Join(", ", rules.All.Select(rule => rule.Label))}.";

    private static JsonObject Json(EffectiveConfig config)
    {
        var shown = new JsonObject { ["provider"] = config.Provider, ["model"] = config.Model };
        if (config.Rule is { } rule)
        {
            shown["rule"] = rule.Label;
        }

        shown["values"] = new JsonObject(config.Values.Select(value => KeyValuePair.Create(value.Key, (JsonNode?)Json(value))));
        shown["rules"] = new JsonArray([.. config.Rules.Select(Json)]);
        shown["faults"] = new JsonArray([.. config.Faults.Select(Json)]);
        return shown;
    }

    private static JsonObject Json(EffectiveValue value)
    {
        var shown = new JsonObject { ["value"] = value.Value?.DeepClone(), ["layer"] = value.Origin.Name };
        if (value.Origin.Profile is { } profile)
        {
            shown["profile"] = profile;
            shown["named_at"] = value.Origin.NamedAt;
        }

        return shown;
    }

    private static JsonNode Json(EffectiveEntry entry) =>
        new JsonObject { ["name"] = entry.Name, ["layer"] = new ConfigOrigin(entry.Layer).Name };
}
