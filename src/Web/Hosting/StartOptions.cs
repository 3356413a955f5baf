using System.Reflection;
using MockLlm.Engine.Configuration;
using MockLlm.Providers;

namespace MockLlm.Web.Hosting;

/// <summary>What a server is started with.</summary>
internal sealed record StartOptions
{
    /// <summary>The address to listen on: an IP address or <c>localhost</c>.</summary>
    public string Host { get; init; } = "127.0.0.1";

    /// <summary>The port; 0 takes a free one.</summary>
    public int Port { get; init; } = 8000;

    /// <summary>The first snapshot, already read and validated.</summary>
    public Snapshot Snapshot { get; init; } = Snapshot.Default;

    /// <summary>The file that is watched for edits; null: none.</summary>
    public string? WatchedFile { get; init; }

    public LogLevel LogLevel { get; init; } = LogLevel.Information;

    /// <summary>Where providers are looked for.</summary>
    public IReadOnlyList<Assembly> Assemblies { get; init; } = [BuiltInProviders.Assembly];

    public TimeProvider Time { get; init; } = TimeProvider.System;
}
