using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace MockLlm.Web.Tests;

/// <summary>What a server logs from a level on.</summary>
internal sealed class Troubles(LogLevel least = LogLevel.Warning) : ILoggerProvider, ILogger
{
    public ConcurrentQueue<string> Said { get; } = new();

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= least;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Said.Enqueue(formatter(state, exception));

    public void Dispose()
    {
    }
}
