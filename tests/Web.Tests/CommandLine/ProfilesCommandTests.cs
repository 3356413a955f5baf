using MockLlm.Engine.Latency;
using MockLlm.Web.CommandLine;

namespace MockLlm.Web.Tests.CommandLine;

public sealed class ProfilesCommandTests
{
    [Fact]
    public async Task Lists_every_profile_with_values_and_source_in_columns()
    {
        using var output = new StringWriter();

        Assert.Equal(ExitCode.Ok, await MockLlmCommand.Run(["profiles"], TestServer.Tokenizers, output, output));

        var lines = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["name", .. Profiles.Names], lines.Select(line => line.Split(' ')[0]));
        var source = lines[0].IndexOf("source", StringComparison.Ordinal);
        Assert.Equal(Profiles.All.Select(profile => profile.Source), lines.Skip(1).Select(line => line[source..].TrimEnd('\r')));
        Assert.Contains("{median: 390ms, p99: 2.1s}", Assert.Single(lines, line => line.StartsWith("gpt-4o ", StringComparison.Ordinal)), StringComparison.Ordinal);
    }
}
