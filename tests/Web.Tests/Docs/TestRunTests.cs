using Microsoft.Extensions.Time.Testing;
using MockLlm.Progress;

namespace MockLlm.Web.Tests.Docs;

/// <summary><c>dotnet test</c> is not silent for minutes, and the README says how long it takes.</summary>
public sealed class TestRunTests
{
    [Fact]
    public void The_progress_of_a_test_project_is_said_every_ten_seconds()
    {
        using var output = new StringWriter { NewLine = "\n" };
        var time = new FakeTimeProvider();
        var logger = new ProgressLogger(output, time);

        logger.Begin("/somewhere/Some.Tests.dll");
        logger.End(isFailed: false);
        time.Advance(TimeSpan.FromSeconds(61));
        logger.End(isFailed: true);
        logger.End(isFailed: false);
        time.Advance(TimeSpan.FromSeconds(10));
        logger.End(isFailed: false);

        Assert.Equal("Some.Tests: tests begin\nSome.Tests: 2 tests so far, 1 failed, 1:01 min\nSome.Tests: 4 tests so far, 1 failed, 1:11 min\n", output.ToString());
    }

    [Fact]
    public void Every_test_project_uses_it_and_it_lies_beside_the_tests()
    {
        Assert.Contains(">progress</VSTestLogger>", File.ReadAllText(Repository.PathTo("tests", "Directory.Build.props")), StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(AppContext.BaseDirectory, "MockLlm.Progress.TestLogger.dll")));
    }

    [Fact]
    public void The_readme_says_how_long_all_tests_take() => Assert.Matches(@"take about \d+ minutes on two cores", File.ReadAllText(Repository.PathTo("README.md")));
}
