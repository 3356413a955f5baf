using MockLlm.Bench.Machine;
using MockLlm.Bench.Servers;

namespace MockLlm.Bench.Suite;

/// <summary>The options of a run of the suite, and its report.</summary>
/// <param name="Rounds">The number of rounds of each measure.</param>
/// <param name="Quick">Whether to use shorter and smaller loads.</param>
/// <param name="Server">The path of another build's <c>mockllm.dll</c>, or null for the one built with this program.</param>
/// <param name="Quiet">Repeats rounds that other work disturbs.</param>
internal sealed record SuiteRun(int Rounds, bool Quick, string? Server, QuietRounds Quiet)
{
    public Report Report { get; } = new();

    /// <summary>
    /// Measures both servers in every round. The order alternates from round to round, so that a change of the machine's speed favours
    /// neither.
    /// </summary>
    /// <param name="name">The name of the measure on the progress line.</param>
    /// <param name="bare">Measures the bare endpoint.</param>
    /// <param name="mockllm">Measures MockLlm.</param>
    /// <param name="report">Adds the figures of a round, and returns a short form of them for the progress line.</param>
    /// <param name="stop">Ends the measurement.</param>
    public async Task Rounded<T>(string name, Func<Task<T>> bare, Func<Task<T>> mockllm, Func<T, T, string> report, CancellationToken stop)
    {
        for (var round = 1; round <= Rounds; round++)
        {
            var mockFirst = round % 2 == 0;
            Console.WriteLine($"{name}, round {round} of {Rounds}");
            var (first, second) = await Quiet.Run(async () => (await (mockFirst ? mockllm : bare)(), await (mockFirst ? bare : mockllm)()), stop);
            Console.WriteLine($"  {(mockFirst ? report(second, first) : report(first, second))}");
        }
    }

    /// <summary>Starts both servers, and waits until they serve.</summary>
    /// <param name="responses">MockLlm's responses file.</param>
    /// <param name="stop">Ends the wait.</param>
    /// <param name="bare">The bare endpoint's further arguments.</param>
    public async Task<Pair> Start(string responses, CancellationToken stop, params string[] bare)
    {
        var pair = new Pair(BareProcess.Start(bare), MockLlmServer.Start(Server, responses));
        await Readiness.Warm(pair.Bare, stop, stream: true);
        await Readiness.Warm(pair.Mockllm, stop, stream: true);
        return pair;
    }
}

/// <summary>The two servers of a measure.</summary>
internal sealed class Pair(ServerProcess bare, MockLlmServer mockllm) : IAsyncDisposable
{
    public ServerProcess Bare => bare;

    public ServerProcess Mockllm => mockllm.Process;

    public async ValueTask DisposeAsync()
    {
        await bare.DisposeAsync();
        await mockllm.DisposeAsync();
    }
}
