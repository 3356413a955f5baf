using System.Text.RegularExpressions;
using Akka.Event;

namespace MockLlm.Engine.Tests;

/// <summary>Akka's entries of level INFO, such as those of CoordinatedShutdown, do not get into the output of the tests.</summary>
public sealed partial class QuietTestKitTests : QuietTestKit
{
    [Fact]
    public void Only_warnings_and_errors_are_logged_and_the_end_of_the_process_starts_no_shutdown()
    {
        Assert.False(Logging.GetLogger(Sys, "CoordinatedShutdown").IsInfoEnabled);
        Assert.Equal("WARNING", Sys.Settings.LogLevel);
        Assert.Equal("WARNING", Sys.Settings.StdoutLogLevel);
        Assert.False(Sys.Settings.Config.GetBoolean("akka.coordinated-shutdown.run-by-clr-shutdown-hook"));
    }

    [Fact]
    public void Every_test_with_an_actor_system_uses_a_quiet_one()
    {
        var folder = Path.GetDirectoryName(Path.GetDirectoryName(SourceFile()))!;
        var loud = Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(file => Loud().IsMatch(File.ReadAllText(file)))
            .Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/'));

        Assert.Equal(["Engine.Tests/QuietTestKit.cs"], loud);
    }

    private static string SourceFile([System.Runtime.CompilerServices.CallerFilePath] string path = "") => path;

    [GeneratedRegex(@"[:)] TestKit\b|ActorSystem\.Create\((?![^)]*run-by-clr-shutdown-hook = off)")]
    private static partial Regex Loud();
}
