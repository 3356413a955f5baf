using System.Globalization;
using Microsoft.VisualStudio.TestPlatform.ObjectModel;
using Microsoft.VisualStudio.TestPlatform.ObjectModel.Client;

namespace MockLlm.Progress;

/// <summary>
/// Says how far a test project has come, in a line every ten seconds. The usual logger is silent until the whole project has ended.
/// </summary>
/// <param name="output">The writer for the lines.</param>
/// <param name="time">The clock.</param>
[FriendlyName("progress")]
[ExtensionUri("logger://mockllm/progress")]
public sealed class ProgressLogger(TextWriter output, TimeProvider time) : ITestLogger
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly long _began = time.GetTimestamp();
    private string _project = "";
    private TimeSpan _said;
    private int _ended;
    private int _failed;

    /// <summary>Creates a logger that writes to the console.</summary>
    public ProgressLogger()
        : this(Console.Out, TimeProvider.System)
    {
    }

    /// <summary>Follows a test run.</summary>
    /// <param name="events">The events of the run.</param>
    /// <param name="testRunDirectory">Not used.</param>
    public void Initialize(TestLoggerEvents events, string testRunDirectory)
    {
        ArgumentNullException.ThrowIfNull(events);
        events.TestRunStart += (_, start) => Begin(start.TestRunCriteria.Sources?.FirstOrDefault());
        events.TestResult += (_, result) => End(isFailed: result.Result.Outcome == TestOutcome.Failed);
    }

    /// <summary>Says that the tests begin.</summary>
    /// <param name="source">The path of the test project's assembly.</param>
    public void Begin(string? source)
    {
        _project = Path.GetFileNameWithoutExtension(source) ?? "";
        output.WriteLine($"{_project}: tests begin");
    }

    /// <summary>Counts a test, and says how many there were if the last line is old enough.</summary>
    /// <param name="isFailed">Whether the test failed.</param>
    public void End(bool isFailed)
    {
        lock (_gate)
        {
            _ended++;
            _failed += isFailed ? 1 : 0;
            var elapsed = time.GetElapsedTime(_began);
            if (elapsed - _said >= Interval)
            {
                _said = elapsed;
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{_project}: {_ended} tests so far, {_failed} failed, {elapsed:m\\:ss} min"));
            }
        }
    }
}
