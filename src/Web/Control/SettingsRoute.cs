using MockLlm.Engine.Configuration.Live;
using MockLlm.Engine.Yaml;
using MockLlm.Engine.Yaml.Reading;

namespace MockLlm.Web.Control;

/// <summary><c>PATCH /_mockllm/settings</c>: merges a part of the file into the configuration.</summary>
internal static class SettingsRoute
{
    public const string Path = "/settings";

    private static readonly string[] Sections = ["settings", "latency", "limits", "providers", "defaults", "models", "seed", "journal"];

    // Why the other sections cannot be patched.
    private static readonly Dictionary<string, string> Reasons = new(StringComparer.Ordinal)
    {
        ["server"] = "it says how the program itself runs, so write it into the file",
        ["plugins"] = "plug-ins are loaded when the server starts, so write it into the file and start again",
        ["rules"] = "use PUT /_mockllm/rules/{name}",
        ["faults"] = "use PUT /_mockllm/faults/{name}",
        ["responses"] = "use PUT /_mockllm/responses",
    };

    // Slots are taken by the requests of all scopes, and there is one journal.
    private static readonly string[] OfServer = ["slots", "queue", "startup", "batch", "prefix_cache"];

    /// <summary>Applies a patch.</summary>
    /// <returns>The sections that can be patched, as they are after the patch.</returns>
    public static ControlAnswer Patch(LiveLayer live, YamlNode? body)
    {
        if (body is not YamlMap patch)
        {
            return ControlAnswer.Invalid("The body has to be a piece of responses.yml as JSON, such as {\"settings\": {\"lag_enabled\": true}}.");
        }

        List<ConfigError> refused = [.. patch.Entries.Where(entry => !Sections.Contains(entry.Key.Text)).Select(Unknown), .. live.Snapshot.Scope.IsShared ? [] : SharedBy(patch)];
        if (refused.Count > 0)
        {
            var others = live.Check(patch with { Entries = [.. patch.Entries.Where(entry => Sections.Contains(entry.Key.Text))] });
            return ControlAnswer.Invalid([.. refused, .. others], patch);
        }

        var errors = live.Patch(patch);
        return errors.Count > 0 ? ControlAnswer.Invalid(errors, patch) : ControlAnswer.Tree(StatusCodes.Status200OK, Shown(live.Snapshot.Written));
    }

    private static ConfigError Unknown(YamlEntry section)
    {
        var name = section.Key.Text;
        var advice = Reasons.GetValueOrDefault(name)
            ?? (Nearest.To(name, Sections) is { } nearest ? $"did you mean {nearest}?" : $"only {string.Join(", ", Sections)} can");
        return At(section.Key, $"{KeyPath.Key("", name)} cannot be patched: {advice}");
    }

    private static IEnumerable<ConfigError> SharedBy(YamlMap patch)
    {
        var providers = (patch.Find("providers") as YamlMap)?.Entries.Select(entry => entry.Value).OfType<YamlMap>() ?? [];
        return
        [
            .. patch.Entries.Where(entry => entry.Key.Text == "journal").Select(entry => At(entry.Key, "journal cannot be patched for a scope: the server has one journal")),
            .. from section in providers.Prepend(patch)
               from entry in (section.Find("latency") as YamlMap)?.Entries ?? []
               where OfServer.Contains(entry.Key.Text)
               select At(entry.Key, $"latency.{entry.Key.Text} cannot be patched for a scope: all scopes share it"),
        ];
    }

    private static ConfigError At(YamlScalar key, string message) => new(key.Place.Line, key.Place.Column, message);

    private static YamlMap Shown(YamlMap written) => written with { Entries = [.. written.Entries.Where(entry => Sections.Contains(entry.Key.Text))] };
}
