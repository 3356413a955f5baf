using System.Globalization;
using MockLlm.Engine;
using MockLlm.Engine.Configuration;
using MockLlm.Engine.Handlers;
using MockLlm.Engine.Yaml;

namespace MockLlm.Testing;

/// <summary>
/// The configuration of a server in a test. Settings made in code win over those of <see cref="Yaml"/>. All mistakes are collected and
/// thrown as one <see cref="MockLlmConfigurationException"/>.
/// </summary>
public sealed class MockLlmOptions
{
    private const string FixedAtStart = "is fixed when the server starts: say it to MockLlmServer.StartAsync.";

    private static readonly DateTimeOffset Epoch = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly bool _started;
    private readonly List<string> _mistakes = [];
    private CodeSettings _code = new();
    private ProviderChoice _providers = ProviderChoice.Default;
    private string _yaml = "";
    private bool _hasYaml;

    internal MockLlmOptions()
    {
    }

    // A copy of the settings that is changed while the server runs.
    private MockLlmOptions(MockLlmOptions running) => (_started, _code, _yaml) = (true, running._code, running._yaml);

    internal TimeProvider Time { get; private set; } = TimeProvider.System;

    /// <summary>Serves a provider in addition to the built-in ones.</summary>
    /// <typeparam name="T">A class marked with <c>[RegisterProvider]</c>.</typeparam>
    public MockLlmOptions AddProvider<T>()
        where T : LlmProvider => AddProvider(typeof(T));

    /// <summary>Serves a provider in addition to the built-in ones.</summary>
    /// <param name="type">A class marked with <c>[RegisterProvider]</c>.</param>
    public MockLlmOptions AddProvider(Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        AtStart("The list of providers");
        _providers = _providers.With(type);
        return this;
    }

    /// <summary>Serves only the providers that are added.</summary>
    public MockLlmOptions WithoutBuiltInProviders()
    {
        AtStart("The list of providers");
        _providers = _providers with { BuiltIn = false };
        return this;
    }

    /// <summary>Sets the answer to a prompt.</summary>
    /// <param name="prompt">The exact text of the last user message.</param>
    /// <param name="text">The answer.</param>
    public MockLlmOptions Respond(string prompt, string text)
    {
        ArgumentNullException.ThrowIfNull(prompt);
        ArgumentNullException.ThrowIfNull(text);
        _code = _code with { Responses = _code.Responses.SetItem(prompt, text) };
        return this;
    }

    /// <summary>Sets the answer to every other prompt.</summary>
    /// <param name="text">The answer.</param>
    public MockLlmOptions UnknownResponse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        _code = _code with { UnknownResponse = text };
        return this;
    }

    /// <summary>
    /// Sets a configuration in the format of responses.yml. It can be called once, because a second text would discard the first.
    /// <see cref="MockLlmServer.Configure"/> replaces the text while the server runs.
    /// </summary>
    /// <param name="text">The whole text.</param>
    public MockLlmOptions Yaml(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (_hasYaml)
        {
            _mistakes.Add("Yaml was called twice, and the second text would discard the first: write everything in one text.");
        }

        (_yaml, _hasYaml) = (text, true);
        return this;
    }

    /// <summary>Switches on lag. Answers are sent at <paramref name="factor"/> × 10 characters per second.</summary>
    /// <param name="factor">More than 0. A higher factor is faster.</param>
    public MockLlmOptions Lag(double factor)
    {
        if (!double.IsFinite(factor) || factor <= 0)
        {
            _mistakes.Add(string.Create(CultureInfo.InvariantCulture, $"The lag factor is {factor}: it must be more than 0, for instance 10."));
        }

        _code = _code with { LagFactor = factor };
        return this;
    }

    /// <summary>Makes every random choice repeatable.</summary>
    /// <param name="seed">Any number.</param>
    public MockLlmOptions Seed(ulong seed)
    {
        _code = _code with { Seed = seed };
        return this;
    }

    /// <summary>Accepts an API key. If at least one is set, requests with any other key get the provider's own 401.</summary>
    /// <param name="key">The key.</param>
    public MockLlmOptions ApiKey(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        _code = _code with { ApiKeys = _code.ApiKeys.Add(key) };
        return this;
    }

    /// <summary>Sets the clock of lag and of timestamps.</summary>
    /// <param name="time">Any clock, for instance one of the test's own.</param>
    public MockLlmOptions Clock(TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        AtStart("The clock");
        Time = time;
        return this;
    }

    /// <summary>
    /// Uses a clock that stands still. It starts at the first of January 2026 and moves only by <see cref="MockLlmServer.AdvanceAsync"/> and
    /// <see cref="MockLlmServer.AdvanceUntilAsync{T}"/>.
    /// </summary>
    public MockLlmOptions ManualClock() => Clock(new ManualClock(Epoch));

    internal MockLlmOptions WhileRunning() => new(this);

    internal IReadOnlyList<ProviderRegistration> Providers() => _providers.Register(_mistakes);

    /// <summary>Makes a snapshot of all settings, and warnings about settings and providers that have no effect.</summary>
    /// <exception cref="MockLlmConfigurationException">There are mistakes. The exception has all of them.</exception>
    internal (Snapshot Snapshot, IReadOnlyList<string> Warnings) Snapshot(IReadOnlyList<ProviderRegistration> providers)
    {
        var reading = SnapshotReader.Read(_yaml, [.. providers.Select(provider => provider.Known)]);
        var mistakes = _mistakes.Concat(reading.Errors.Select(error => ConfigError.Render("yaml", [error]))).ToList();
        if (mistakes.Count > 0)
        {
            throw new MockLlmConfigurationException(mistakes);
        }

        var warnings = providers.SelectMany(ProviderDiscovery.Routeless).Concat(reading.Warnings.Select(warning => ConfigError.Render("yaml", [warning])));
        return (_code.Over(reading.Snapshot!), [.. warnings]);
    }

    private void AtStart(string what)
    {
        if (_started)
        {
            _mistakes.Add($"{what} {FixedAtStart}");
        }
    }
}
