using System.CommandLine;
using MockLlm.Engine.Latency;
using MockLlm.Engine.Yaml;

namespace MockLlm.Web.CommandLine;

/// <summary><c>mockllm profiles</c>: lists the latency profiles with their values and sources.</summary>
internal static class ProfilesCommand
{
    private static readonly string[] Keys = ["time_to_first_token", "inter_token", "prefill_per_token", "source"];

    public static Command Create(TextWriter output)
    {
        var command = new Command("profiles", "List the latency profiles with their values and sources.");
        command.SetAction(_ => Run(output));
        return command;
    }

    private static int Run(TextWriter output)
    {
        string[][] rows = [["name", .. Keys], .. Profiles.All.Select(Row)];
        var widths = Enumerable.Range(0, Keys.Length).Select(column => rows.Max(row => row[column].Length)).ToList();
        foreach (var row in rows)
        {
            output.WriteLine(string.Join("  ", row.Select((cell, column) => column < widths.Count ? cell.PadRight(widths[column]) : cell)));
        }

        return ExitCode.Ok;
    }

    private static string[] Row(Profile profile) =>
        profile == Profiles.None ? [profile.Name, "0", "0", "0", profile.Source] : [profile.Name, .. Keys.Select(key => Cell(profile, key))];

    private static string Cell(Profile profile, string key) =>
        profile.Written.Entries.FirstOrDefault(entry => entry.Key.Text == key) is { } entry ? FlowYaml.Of(entry.Value) : "0";
}
