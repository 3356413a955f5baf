using MockLlm.Engine.Configuration;
using MockLlm.Engine.Configuration.Files;
using MockLlm.Engine.Handlers;
using MockLlm.Web.Reading;
using MockLlm.Web.RequestLogging;

namespace MockLlm.Web.Hosting;

/// <summary>The options that a server is started with.</summary>
internal sealed record StartOptions
{
    /// <summary>The address to listen on: an IP address or <c>localhost</c>.</summary>
    public string Host { get; init; } = "127.0.0.1";

    /// <summary>The port. 0 takes a free one.</summary>
    public int Port { get; init; } = 8000;

    /// <summary>The providers that are served.</summary>
    public required IReadOnlyList<ProviderRegistration> Providers { get; init; }

    /// <summary>The first snapshot, already read and validated.</summary>
    public Snapshot Snapshot { get; init; } = Snapshot.Default;

    /// <summary>The configuration file, or null if there is none.</summary>
    public string? File { get; init; }

    /// <summary>The read of the file that gave the first snapshot, or null if there was no file.</summary>
    public ConfigLoad? FirstLoad { get; init; }

    /// <summary>Whether edits of the file are followed.</summary>
    public bool Reload { get; init; } = true;

    /// <summary>The bearer token that the control routes require. Null means that they accept requests from this machine only.</summary>
    public string? AdminKey { get; init; }

    public LogLevel LogLevel { get; init; } = LogLevel.Information;

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The clock that limits how long handlers may take, or null for <see cref="Time"/>.</summary>
    public TimeProvider? HandlerTime { get; init; }

    /// <summary>The log of all requests, or null for none.</summary>
    public RequestLogFile? RequestLog { get; init; }

    /// <summary>Observes every request, or null.</summary>
    public RequestObserver? Observer { get; init; }
}
