using System.Runtime.InteropServices;
using MockLlm.Bench;
using MockLlm.Bench.Bare;
using MockLlm.Bench.Commands;
using MockLlm.Bench.Load;

const string Usage = """
    usage: bench [COMMAND] [--option value …]
      (none)   --quick --rounds 5 --repeats 2 --json bench-results.json --only plain,streams,paced,memory,idle
                                                   every measure below, beside the bare endpoint's; --quick: a minute in all;
                                                   a round that other work disturbs is repeated, so many times at most
      plain    --seconds 5 --rounds 5              requests per second of a plain chat completion
      streams  --seconds 5 --rounds 5              streams and events per second with nothing to wait for
      paced    --connections N --rounds 5          how well N streams keep to their times: 100, 200, 1000, 5000, 10000; without N all
      memory                                       what the server holds after 10,000 and after 1,000,000 plain requests
      idle     --rounds 5                          what a server costs that has nothing to do
      startup  --rounds 5                          process start to first answer, against bare
      leave    --streams 100 --rounds 5            how soon the streams of clients that left are gone
      reload   --edits 20                          how soon an edit of the responses file is served
      plugin   --requests 200 --rounds 3           throughput beside a plug-in that blocks threads, against undisturbed
      contention --milliseconds 300                the parts that all threads share, used by 1 to 16 threads at once
      rules    --rounds 10 --seconds 3 --regex 0   throughput with 11,000 responses and rules, or so many expressions, against ten
      faults   --rounds 10 --seconds 3             throughput with ten faults that do not fire, against none
      resets   --seconds 60 --connections 500      half of all streams reset: what is left over, and how others are served
      pairs    --before PATH --rounds 10 --seconds 3
                                                   throughput of this build against another's mockllm.dll
      soak     --minutes 30 --rate 200 --seed 42   mixed traffic with faults, aborts and control calls: nothing unexpected, nothing grows
      fuzz     --minutes 1 --target NAMES --seed S changed inputs for every reader: bodies, schemas, headers, YAML and more
      attack   --seconds 5 --clients 32 --only NAMES
                                                   how a neighbour is served beside hostile clients of each kind
      bare     --port 0 --gap 20ms --tokens 500 --flush-each
                                                   the bare Kestrel endpoint that the others compare with
      load     --port 8000 --connections 64 --ramp 0ms --requests N | --seconds N --gap 20ms --body JSON
                                                   one load against any server
    All but bare and load take --server PATH: another build's mockllm.dll.
    """;

using var stop = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

if (args is not ["bare", ..])
{
    SocketThreads.UseOne();
}

try
{
    await (args switch
    {
        [] or [['-', ..], ..] when args is not ["--help"] => Measure(args),
        ["plain" or "streams" or "paced" or "memory" or "idle", .. var rest] => Measure([.. rest, "--only", args[0]]),
        ["bare", .. var rest] => BareServer.Run(new Arguments(rest, "port", "gap", "tokens", "flush-each!"), stop.Token),
        ["load", .. var rest] => LoadOnce.Run(
            new Arguments(rest, "port", "connections", "ramp", "requests", "seconds", "gap", "body"), stop.Token),
        ["contention", .. var rest] => Contention.Run(new Arguments(rest, "milliseconds"), stop.Token),
        ["startup", .. var rest] => Startup.Run(new Arguments(rest, "rounds", "server"), stop.Token),
        ["leave", .. var rest] => Leave.Run(new Arguments(rest, "streams", "rounds", "server"), stop.Token),
        ["reload", .. var rest] => Reload.Run(new Arguments(rest, "edits", "server"), stop.Token),
        ["plugin", .. var rest] => Plugin.Run(new Arguments(rest, "requests", "rounds", "server"), stop.Token),
        ["rules", .. var rest] => Rules.Run(new Arguments(rest, "rounds", "seconds", "regex", "server"), stop.Token),
        ["faults", .. var rest] => Faults.Run(new Arguments(rest, "rounds", "seconds", "server"), stop.Token),
        ["resets", .. var rest] => Resets.Run(new Arguments(rest, "seconds", "connections", "server"), stop.Token),
        ["soak", .. var rest] => Soak.Run(new Arguments(rest, "minutes", "rate", "seed", "server"), stop.Token),
        ["fuzz", .. var rest] => Fuzz.Run(new Arguments(rest, "minutes", "seconds", "target", "seed", "server"), stop.Token),
        ["attack", .. var rest] => Attack.Run(new Arguments(rest, "seconds", "clients", "only", "server"), stop.Token),
        ["pairs", .. var rest] => Builds.Run(new Arguments(rest, "before", "rounds", "seconds", "server"), stop.Token),
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

Task Measure(string[] options) => All.Run(
    new Arguments(options, "quick!", "rounds", "repeats", "json", "only", "seconds", "connections", "server"), stop.Token);

// The commands stop their child processes when they end.
void Stop(PosixSignalContext context)
{
    context.Cancel = true;
    stop.Cancel();
}
