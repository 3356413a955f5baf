using Akka.Actor;
using Akka.Event;
using Microsoft.Extensions.DependencyInjection;
using MockLlm.Web.Hosting;

namespace MockLlm.Web.Tests.Hosting;

public sealed class AkkaSettingsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mockllm-akka-").FullName;

    [Fact]
    public void The_one_beside_the_program_is_found_whatever_the_working_directory()
    {
        var settings = AkkaSettings.Read(_folder, []);

        Assert.Equal("off", settings.GetString("akka.coordinated-shutdown.run-by-clr-shutdown-hook"));
    }

    [Fact]
    public void One_in_the_working_directory_is_laid_over_it()
    {
        File.WriteAllText(Path.Combine(_folder, "akka.hocon"), "akka { loglevel = DEBUG, mine = here }");

        var settings = AkkaSettings.Read(_folder, []);

        Assert.Equal("DEBUG", settings.GetString("akka.loglevel"));
        Assert.Equal("here", settings.GetString("akka.mine"));
        Assert.Equal("off", settings.GetString("akka.log-dead-letters"));
    }

    [Fact]
    public async Task The_actor_system_runs_on_it()
    {
        await using var server = await TestServer.Start();

        var settings = server.Services.GetRequiredService<ActorSystem>().Settings;

        Assert.False(settings.Config.GetBoolean("akka.coordinated-shutdown.run-by-clr-shutdown-hook"));
        Assert.Equal(0, settings.LogDeadLetters);
    }

    [Fact]
    public async Task Akka_says_nothing_below_a_warning_so_that_no_shutdown_gets_into_the_output()
    {
        await using var server = await TestServer.Start();
        var system = server.Services.GetRequiredService<ActorSystem>();

        Assert.Equal("WARNING", system.Settings.LogLevel, ignoreCase: true);
        Assert.False(Logging.GetLogger(system, "CoordinatedShutdown").IsInfoEnabled);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
