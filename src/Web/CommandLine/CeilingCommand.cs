using System.CommandLine;
using System.Runtime.InteropServices;
using MockLlm.Web.Ceiling;

namespace MockLlm.Web.CommandLine;

/// <summary><c>mockllm ceiling</c>: measures in about a minute what this machine can do.</summary>
internal static class CeilingCommand
{
    public static Command Create(CeilingPlan plan, TextWriter output, TextWriter error)
    {
        var command = new Command("ceiling", "Measure what this machine can do: plain requests, streams, and paced streams that are in time. It takes about a minute.");
        command.SetAction((_, stop) => Run(plan, output, error, stop));
        return command;
    }

    private static async Task<int> Run(CeilingPlan plan, TextWriter output, TextWriter error, CancellationToken stop)
    {
        ClientSockets.UseOneThread();
        // A signal ends the measurement, so that the server's process ends with it.
        using var interrupted = CancellationTokenSource.CreateLinkedTokenSource(stop);
        PosixSignal[] signals = [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGQUIT];
        var registered = Array.ConvertAll(signals, signal => PosixSignalRegistration.Create(signal, received =>
        {
            received.Cancel = true;
            interrupted.Cancel();
        }));
        try
        {
            var figures = await new CeilingRun(plan, TimeProvider.System, error.WriteLine).Run(interrupted.Token).ConfigureAwait(false);
            foreach (var line in CeilingReport.Lines(figures, plan, Environment.ProcessorCount))
            {
                await output.WriteLineAsync(line).ConfigureAwait(false);
            }

            return ExitCode.Ok;
        }
        catch (OperationCanceledException) when (interrupted.IsCancellationRequested)
        {
            await error.WriteLineAsync("mockllm: the measurement was ended by a signal.").ConfigureAwait(false);
            return ExitCode.General;
        }
        catch (InvalidOperationException failed)
        {
            await error.WriteLineAsync($"mockllm: the ceiling could not be measured: {failed.Message}").ConfigureAwait(false);
            return ExitCode.General;
        }
        finally
        {
            Array.ForEach(registered, registration => registration.Dispose());
            ClientSockets.Forget();
        }
    }
}
