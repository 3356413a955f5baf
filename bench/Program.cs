using System.Runtime.InteropServices;
using MockLlm.Bench;
using MockLlm.Bench.Bare;
using MockLlm.Bench.Commands;

const string Usage = """
    usage: bench COMMAND [--option value …]
      bare     --port 0                            the bare Kestrel endpoint that the others compare with
      plain    --seconds 10 --rounds 5             requests per second of a plain chat completion, against bare (needs wrk)
      startup  --rounds 5                          process start to first answer, against bare
      leave    --streams 100 --rounds 5            how soon the streams of clients that left are gone
      reload   --edits 20                          how soon an edit of the responses file is served
      plugin   --requests 200 --rounds 3           throughput beside a plug-in that blocks threads, against undisturbed (needs wrk)
    All but bare take --server PATH: another build's mockllm.dll.
    """;

using var stop = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

try
{
    await (args switch
    {
        ["bare", .. var rest] => BareServer.Run(new Arguments(rest, "port"), stop.Token),
        ["plain", .. var rest] => Plain.Run(new Arguments(rest, "seconds", "rounds", "server"), stop.Token),
        ["startup", .. var rest] => Startup.Run(new Arguments(rest, "rounds", "server"), stop.Token),
        ["leave", .. var rest] => Leave.Run(new Arguments(rest, "streams", "rounds", "server"), stop.Token),
        ["reload", .. var rest] => Reload.Run(new Arguments(rest, "edits", "server"), stop.Token),
        ["plugin", .. var rest] => Plugin.Run(new Arguments(rest, "requests", "rounds", "server"), stop.Token),
        _ => throw new BenchException(Usage),
    });
    return 0;
}
catch (BenchException failure)
{
    Console.Error.WriteLine(failure.Message);
    return 1;
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    return 130;
}

// The commands end their child processes as they unwind.
void Stop(PosixSignalContext context)
{
    context.Cancel = true;
    stop.Cancel();
}
