using MockLlm.Bench.Commands;

namespace MockLlm.Bench.Tests.Commands;

public sealed class SoakTests
{
    [Fact]
    public async Task A_minute_of_mixed_traffic_has_nothing_unexpected() =>
        await Soak.Run(new Arguments(["--minutes", "1", "--rate", "100"], "minutes", "rate", "seed", "server"), CancellationToken.None);
}
