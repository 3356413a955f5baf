namespace MockLlm.Bench.Tests.Commands;

public sealed class ContentionTests
{
    [Fact]
    public async Task The_command_runs_every_part_with_every_number_of_threads()
    {
        await Bench.Commands.Contention.Run(new Arguments(["--milliseconds", "1"], "milliseconds"), CancellationToken.None);
    }
}
