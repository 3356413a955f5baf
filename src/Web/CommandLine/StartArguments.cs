using System.CommandLine;

namespace MockLlm.Web.CommandLine;

/// <summary>The arguments of <c>start</c>. Options win over environment variables, which win over the defaults.</summary>
/// <param name="ResponsesFile">The configuration file, or null for ./responses.yml if it exists.</param>
/// <param name="Host">The address to listen on.</param>
/// <param name="Port">The port. 0 takes a free one.</param>
/// <param name="Reload">Whether edits of the file are followed.</param>
/// <param name="LogLevel">The lowest level that is logged.</param>
internal sealed record StartArguments(string? ResponsesFile, string Host, int Port, bool Reload, LogLevel LogLevel)
{
    private const string DefaultFile = "responses.yml";

    private static readonly Option<string?> ResponsesFileOption = new("--responses", "-r")
    {
        Description = "The file with the answers and settings; ./responses.yml where there is one [env: MOCKLLM_RESPONSES_FILE]",
        HelpName = "FILE",
        DefaultValueFactory = _ => Variable("RESPONSES_FILE"),
    };

    private static readonly Option<string> HostOption = new("--host", "-h")
    {
        Description = "The address to listen on: an IP address or localhost [env: MOCKLLM_HOST]",
        HelpName = "ADDRESS",
        DefaultValueFactory = _ => Variable("HOST") ?? "127.0.0.1",
    };

    private static readonly Option<string> PortOption = new("--port", "-p")
    {
        Description = "The port; 0 takes a free one [env: MOCKLLM_PORT]",
        HelpName = "PORT",
        DefaultValueFactory = _ => Variable("PORT") ?? "8000",
    };

    private static readonly Option<bool> ReloadOption = new("--reload") { Description = "Follow edits of the file (this is the default)" };

    private static readonly Option<bool> NoReloadOption = new("--no-reload") { Description = "Read the file once, at start" };

    private static readonly Option<string> LogLevelOption = new("--log-level")
    {
        Description = "trace, debug, info, warning, error or none [env: MOCKLLM_LOG_LEVEL]",
        HelpName = "LEVEL",
        DefaultValueFactory = _ => Variable("LOG_LEVEL") ?? "info",
    };

    private static readonly Option<string?> RequestLogOption = new("--request-log")
    {
        Description = "A file that gets one line of JSON for each request: its X-Request-Id, status and duration [env: MOCKLLM_REQUEST_LOG]",
        HelpName = "FILE",
        DefaultValueFactory = _ => Variable("REQUEST_LOG"),
    };

    // The environment variable is not its default value, because --help would show the key.
    private static readonly Option<string?> AdminKeyOption = new("--admin-key")
    {
        Description = "What the control routes under /_mockllm ask for as bearer token; without one they serve this machine alone [env: MOCKLLM_ADMIN_KEY]",
        HelpName = "KEY",
    };

    /// <summary>The key that the control routes require, or null for none.</summary>
    public string? AdminKey { get; init; }

    /// <summary>The file that gets a line for each request, or null for none.</summary>
    public string? RequestLog { get; init; }

    /// <summary>The DLLs and folders that plug-ins are loaded from.</summary>
    public IReadOnlyList<string> Plugins { get; init; } = [];

    /// <summary>The configuration file that is read. The default file need not exist.</summary>
    public string FilePath => ResponsesFile ?? DefaultFile;

    /// <summary>Adds only the option of the configuration file.</summary>
    public static void AddFileTo(Command command) => command.Add(ResponsesFileOption);

    /// <summary>The configuration file that a command with <see cref="AddFileTo"/> reads.</summary>
    public static string File(ParseResult parsed) => GivenFile(parsed) ?? DefaultFile;

    /// <summary>The configuration file that was given, or null if none was. A given file must exist.</summary>
    public static string? GivenFile(ParseResult parsed) => parsed.GetValue(ResponsesFileOption);

    /// <summary>Whether <c>-h</c> is the host for a command.</summary>
    public static bool TakesHost(Command command) => command.Options.Contains(HostOption);

    /// <summary>Whether the value of an option may begin with a hyphen.</summary>
    public static bool IsFree(Option option) => option == AdminKeyOption;

    public static void AddTo(Command command)
    {
        AddFileTo(command);
        PluginArguments.AddTo(command);
        command.Add(HostOption);
        command.Add(PortOption);
        command.Add(ReloadOption);
        command.Add(NoReloadOption);
        command.Add(LogLevelOption);
        command.Add(RequestLogOption);
        command.Add(AdminKeyOption);
    }

    /// <summary>Reads the arguments, and collects all mistakes in them.</summary>
    public static (StartArguments Arguments, IReadOnlyList<string> Mistakes) Of(ParseResult parsed)
    {
        var host = ArgumentText.Host(parsed.GetValue(HostOption)!);
        var port = ArgumentText.Port(parsed.GetValue(PortOption)!);
        var level = ArgumentText.LogLevel(parsed.GetValue(LogLevelOption)!);
        var reload = !parsed.GetValue(NoReloadOption) && (parsed.GetResult(ReloadOption) is not { Implicit: false } || parsed.GetValue(ReloadOption));
        var both = parsed.GetValue(ReloadOption) && parsed.GetValue(NoReloadOption)
            ? "--reload and --no-reload exclude each other: give one of them"
            : null;
        var key = parsed.GetValue(AdminKeyOption) ?? Variable("ADMIN_KEY");
        var empty = key is { Length: 0 } ? "the admin key is empty: write one, or leave --admin-key out" : null;
        var nameless = GivenFile(parsed) is { Length: 0 } ? "the name of the responses file is empty: write one, or leave --responses out" : null;
        var unnamed = parsed.GetValue(RequestLogOption) is { Length: 0 } ? "the name of the request log is empty: write one, or leave --request-log out" : null;
        var arguments = new StartArguments(
            GivenFile(parsed), host.Value, port.Value, reload, level.Value)
        {
            AdminKey = key,
            RequestLog = parsed.GetValue(RequestLogOption),
            Plugins = PluginArguments.Of(parsed),
        };
        return (arguments, [.. new[] { host.Mistake, port.Mistake, level.Mistake, both, empty, nameless, unnamed }.OfType<string>()]);
    }

    private static string? Variable(string name) =>
        Environment.GetEnvironmentVariable("MOCKLLM_" + name) is { Length: > 0 } value ? value : null;
}
