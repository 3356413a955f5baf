using System.Globalization;
using MockLlm.Engine;
using MockLlm.Engine.Configuration;
using MockLlm.Engine.Handlers;
using MockLlm.Engine.Yaml;

namespace MockLlm.Testing;

/// <summary>
/// What a server in a test serves and answers. What is said here in code wins over what <see cref="Yaml"/> says. Mistakes are
/// collected and thrown together, as one <see cref="MockLlmConfigurationException"/>.
/// </summary>
public sealed class MockLlmOptions
{
    private const string FixedAtStart = "is fixed when the server starts: say it to MockLlmServer.StartAsync.";

    private static readonly DateTimeOffset Epoch = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly bool _started;
    private readonly List<string> _mistakes = [];
    private CodeSettings _said = new();
    private ProviderChoice _providers = ProviderChoice.Default;
    private string _yaml = "";

    internal MockLlmOptions()
    {
    }

    // The same settings, to be changed while the server runs.
    private MockLlmOptions(MockLlmOptions running) => (_started, _said, _yaml) = (true, running._said, running._yaml);

    internal TimeProvider Time { get; private set; } = TimeProvider.System;

    /// <summary>Serves a provider besides the built-in ones.</summary>
    /// <typeparam name="T">A class marked with <c>[RegisterProvider]</c>.</typeparam>
    public MockLlmOptions AddProvider<T>()
        where T : LlmProvider => AddProvider(typeof(T));

    /// <summary>Serves a provider besides the built-in ones.</summary>
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

    /// <summary>The text that answers a prompt.</summary>
    /// <param name="prompt">The exact text of the last user message.</param>
    /// <param name="text">The answer.</param>
    public MockLlmOptions Respond(string prompt, string text)
    {
        ArgumentNullException.ThrowIfNull(prompt);
        ArgumentNullException.ThrowIfNull(text);
        _said = _said with { Responses = _said.Responses.SetItem(prompt, text) };
        return this;
    }

    /// <summary>The text that answers every other prompt.</summary>
    /// <param name="text">The answer.</param>
    public MockLlmOptions UnknownResponse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        _said = _said with { UnknownResponse = text };
        return this;
    }

    /// <summary>A configuration in the form of responses.yml; it replaces the one given before.</summary>
    /// <param name="text">The whole text.</param>
    public MockLlmOptions Yaml(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        _yaml = text;
        return this;
    }

    /// <summary>Lets answers take their time: <paramref name="factor"/> × 10 characters leave a second.</summary>
    /// <param name="factor">More than 0; higher is faster.</param>
    public MockLlmOptions Lag(double factor)
    {
        if (!double.IsFinite(factor) || factor <= 0)
        {
            _mistakes.Add(string.Create(CultureInfo.InvariantCulture, $"The lag factor is {factor}: it must be more than 0, for instance 10."));
        }

        _said = _said with { LagFactor = factor };
        return this;
    }

    /// <summary>Makes every random choice repeatable.</summary>
    /// <param name="seed">Any number.</param>
    public MockLlmOptions Seed(ulong seed)
    {
        _said = _said with { Seed = seed };
        return this;
    }

    /// <summary>Accepts this API key; once there is one, every other gets the provider's own 401.</summary>
    /// <param name="key">The key.</param>
    public MockLlmOptions ApiKey(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        _said = _said with { ApiKeys = _said.ApiKeys.Add(key) };
        return this;
    }

    /// <summary>The clock that lag and timestamps follow.</summary>
    /// <param name="time">Any clock, for instance one of the test's own.</param>
    public MockLlmOptions Clock(TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        AtStart("The clock");
        Time = time;
        return this;
    }

    /// <summary>A clock that stands still, at the first of January 2026, until the test turns it with <see cref="MockLlmServer.AdvanceAsync"/>.</summary>
    public MockLlmOptions ManualClock() => Clock(new ManualClock(Epoch));

    internal MockLlmOptions WhileRunning() => new(this);

    internal IReadOnlyList<ProviderRegistration> Providers() => _providers.Register(_mistakes);

    /// <summary>All of it as one snapshot.</summary>
    /// <exception cref="MockLlmConfigurationException">With every mistake made so far.</exception>
    internal Snapshot Snapshot(IReadOnlyList<ProviderRegistration> providers)
    {
        var reading = SnapshotReader.Read(_yaml, [.. providers.Select(provider => provider.Known)]);
        var mistakes = _mistakes.Concat(reading.Errors.Select(error => ConfigError.Render("yaml", [error]))).ToList();
        return mistakes.Count > 0 ? throw new MockLlmConfigurationException(mistakes) : _said.Over(reading.Snapshot!);
    }

    private void AtStart(string what)
    {
        if (_started)
        {
            _mistakes.Add($"{what} {FixedAtStart}");
        }
    }
}
