using MockLlm.Engine.Configuration;
using MockLlm.Engine.Configuration.Files;
using MockLlm.Engine.Handlers;
using MockLlm.Web.Reading;

namespace MockLlm.Web.Hosting;

/// <summary>What a server is started with.</summary>
internal sealed record StartOptions
{
    /// <summary>The address to listen on: an IP address or <c>localhost</c>.</summary>
    public string Host { get; init; } = "127.0.0.1";

    /// <summary>The port; 0 takes a free one.</summary>
    public int Port { get; init; } = 8000;

    /// <summary>The providers that are served.</summary>
    public required IReadOnlyList<ProviderRegistration> Providers { get; init; }

    /// <summary>The first snapshot, already read and validated.</summary>
    public Snapshot Snapshot { get; init; } = Snapshot.Default;

    /// <summary>The configuration file; null: none.</summary>
    public string? File { get; init; }

    /// <summary>What the first snapshot was read from; null: there was no file.</summary>
    public ConfigLoad? FirstLoad { get; init; }

    /// <summary>Whether edits of the file are followed.</summary>
    public bool Reload { get; init; } = true;

    /// <summary>What the control routes ask for as bearer token; null: they serve this machine alone.</summary>
    public string? AdminKey { get; init; }

    public LogLevel LogLevel { get; init; } = LogLevel.Information;

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The clock that handlers' time is limited by; null: <see cref="Time"/>.</summary>
    public TimeProvider? HandlerTime { get; init; }

    /// <summary>Sees every request; null: nobody does.</summary>
    public RequestObserver? Observer { get; init; }
}
