using System.Globalization;
using Microsoft.VisualStudio.TestPlatform.ObjectModel;
using Microsoft.VisualStudio.TestPlatform.ObjectModel.Client;

namespace MockLlm.Progress;

/// <summary>
/// Says how far a test project has come, in a line every ten seconds. The usual logger is silent until the whole project has ended.
/// </summary>
[FriendlyName("progress")]
[ExtensionUri("logger://mockllm/progress")]
public sealed class ProgressLogger : ITestLogger
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly long _began = TimeProvider.System.GetTimestamp();
    private string _project = "";
    private TimeSpan _said;
    private int _ended;
    private int _failed;

    /// <summary>Follows a test run.</summary>
    /// <param name="events">The events of the run.</param>
    /// <param name="testRunDirectory">Not used.</param>
    public void Initialize(TestLoggerEvents events, string testRunDirectory)
    {
        ArgumentNullException.ThrowIfNull(events);
        events.TestRunStart += (_, start) => Begin(start.TestRunCriteria.Sources?.FirstOrDefault());
        events.TestResult += (_, result) => End(result.Result.Outcome);
    }

    private void Begin(string? source)
    {
        _project = Path.GetFileNameWithoutExtension(source) ?? "";
        Console.WriteLine($"{_project}: tests begin");
    }

    private void End(TestOutcome outcome)
    {
        lock (_gate)
        {
            _ended++;
            _failed += outcome == TestOutcome.Failed ? 1 : 0;
            var elapsed = TimeProvider.System.GetElapsedTime(_began);
            if (elapsed - _said >= Interval)
            {
                _said = elapsed;
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{_project}: {_ended} tests so far, {_failed} failed, {elapsed:m\\:ss} min"));
            }
        }
    }
}
