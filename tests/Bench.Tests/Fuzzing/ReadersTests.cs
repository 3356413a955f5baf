using System.Globalization;
using MockLlm.Bench.Fuzzing;

namespace MockLlm.Bench.Tests.Fuzzing;

/// <summary>
/// Whatever the readers are given, they answer in good time and in so many words. <c>MOCKLLM_FUZZ_SECONDS</c> says how long each reader is
/// tried, with other inputs in each run. Without it the inputs are always the same. <c>bench fuzz --minutes 60</c> tries for longer.
/// </summary>
public sealed class ReadersTests(ReadersTests.Server server) : IClassFixture<ReadersTests.Server>
{
    private static readonly string? Seconds = Environment.GetEnvironmentVariable("MOCKLLM_FUZZ_SECONDS");
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(double.Parse(Seconds ?? "5", CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("yaml")]
    [InlineData("templates")]
    [InlineData("bodies")]
    [InlineData("schemas")]
    [InlineData("patterns")]
    [InlineData("headers")]
    [InlineData("urls")]
    [InlineData("control")]
    [InlineData("forms")]
    public void Any_input_is_read_or_refused_in_good_time(string target)
    {
        var run = new FuzzRun(server.Targets.Single(one => one.Name == target));

        run.For(Time, CancellationToken.None, Seconds is null ? 1u : null);

        Assert.True(run.Inputs > 0);
        Assert.True(run.Findings.Count == 0, string.Join("\n\n", run.Findings));
    }

    [Fact]
    public void Every_reader_is_tried() => Assert.Equal(9, server.Targets.Count);

    public sealed class Server : IAsyncLifetime
    {
        private ServerTargets? _server;

        internal IReadOnlyList<FuzzTarget> Targets { get; private set; } = [];

        public async Task InitializeAsync()
        {
            _server = await ServerTargets.Start(server: null, CancellationToken.None);
            Targets = [.. FileTargets.All, .. _server.All];
        }

        public async Task DisposeAsync() => await _server!.DisposeAsync();
    }
}
