using MockLlm.Engine.Configuration.Live;
using MockLlm.Engine.Yaml;
using MockLlm.Engine.Yaml.Reading;

namespace MockLlm.Web.Control;

/// <summary><c>PATCH /_mockllm/settings</c>: merges a part of the file into the configuration.</summary>
internal static class SettingsRoute
{
    public const string Path = "/settings";

    private static readonly string[] Sections = ["settings", "latency", "limits", "providers"];

    /// <summary>Applies a patch.</summary>
    /// <returns>The sections that can be patched, as they are after the patch.</returns>
    public static ControlAnswer Patch(LiveConfig live, YamlNode? body)
    {
        if (body is not YamlMap patch)
        {
            return ControlAnswer.Invalid("The body has to be a piece of responses.yml as JSON, such as {\"settings\": {\"lag_enabled\": true}}.");
        }

        var unknown = patch.Entries.Where(entry => !Sections.Contains(entry.Key.Text)).ToList();
        if (unknown.Count > 0)
        {
            var others = live.Check(patch with { Entries = [.. patch.Entries.Except(unknown)] });
            return ControlAnswer.Invalid([.. unknown.Select(entry => Unknown(entry.Key.Text)), .. others]);
        }

        var errors = live.Patch(patch);
        return errors.Count > 0 ? ControlAnswer.Invalid(errors) : ControlAnswer.Tree(StatusCodes.Status200OK, Shown(live.Snapshots.Current.Written));
    }

    private static ConfigError Unknown(string section)
    {
        var advice = Nearest.To(section, Sections) is { } nearest ? $"did you mean {nearest}?" : $"only {string.Join(", ", Sections)} can";
        return new(1, 1, $"{KeyPath.Key("", section)} cannot be patched: {advice}");
    }

    private static YamlMap Shown(YamlMap written) => written with { Entries = [.. written.Entries.Where(entry => Sections.Contains(entry.Key.Text))] };
}
