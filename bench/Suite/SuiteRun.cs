using MockLlm.Bench.Servers;

namespace MockLlm.Bench.Suite;

/// <summary>How a run of the suite was asked for, and where its figures go.</summary>
/// <param name="Rounds">How often each measure is taken.</param>
/// <param name="Quick">Whether shorter and smaller loads do.</param>
/// <param name="Server">Another build's <c>mockllm.dll</c>; null: the one built with this program.</param>
internal sealed record SuiteRun(int Rounds, bool Quick, string? Server)
{
    public Report Report { get; } = new();

    /// <summary>Takes a measure of both servers in every round; who goes first alternates, so that a drift of the machine favours neither.</summary>
    /// <param name="name">What the progress line calls it.</param>
    /// <param name="bare">Measures the bare endpoint.</param>
    /// <param name="mockllm">Measures MockLlm.</param>
    /// <param name="report">Adds a round's figures and returns a short form of them for the progress line.</param>
    public async Task Rounded<T>(string name, Func<Task<T>> bare, Func<Task<T>> mockllm, Func<T, T, string> report)
    {
        for (var round = 1; round <= Rounds; round++)
        {
            Console.Write($"{name,-24} round {round} of {Rounds} …");
            var mockFirst = round % 2 == 0;
            var first = await (mockFirst ? mockllm : bare)();
            var second = await (mockFirst ? bare : mockllm)();
            Console.WriteLine($" {(mockFirst ? report(second, first) : report(first, second))}");
        }
    }

    /// <summary>Starts both servers and waits until they serve.</summary>
    /// <param name="responses">MockLlm's responses file.</param>
    /// <param name="stop">Ends the wait.</param>
    /// <param name="bare">The bare endpoint's further arguments.</param>
    public async Task<Pair> Start(string responses, CancellationToken stop, params string[] bare)
    {
        var pair = new Pair(BareProcess.Start(bare), MockLlmServer.Start(Server, responses));
        await Readiness.FirstAnswer(pair.Bare, stop, stream: true);
        await Readiness.FirstAnswer(pair.Mockllm, stop, stream: true);
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
