using Akka;
using Akka.Actor;
using Akka.Streams;
using Akka.Streams.Dsl;

namespace MockLlm.Providers.Tests;

/// <summary>Runs streams to their end, as the web does, in one actor system for the whole test run.</summary>
internal static class FrameRun
{
    private static readonly Lazy<ActorMaterializer> Materializer =
        new(() => ActorSystem.Create("provider-tests", "akka { loglevel = WARNING, stdout-loglevel = WARNING, coordinated-shutdown.run-by-clr-shutdown-hook = off }").Materializer());

    public static IReadOnlyList<Frame> Collect(Source<Frame, NotUsed> frames) =>
        frames.RunWith(Sink.Seq<Frame>(), Materializer.Value).GetAwaiter().GetResult();
}
