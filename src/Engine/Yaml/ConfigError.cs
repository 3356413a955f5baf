namespace MockLlm.Engine.Yaml;

/// <summary>One mistake in responses.yml: its place, what was found there, and what to write instead.</summary>
/// <param name="Line">The line, counted from 1.</param>
/// <param name="Column">The column, counted from 1.</param>
/// <param name="Message">What was found and what to write, in one or two sentences.</param>
internal sealed record ConfigError(int Line, int Column, string Message)
{
    /// <summary>Writes one line per error in the format of compilers: <c>file:line:column: message</c>.</summary>
    public static string Render(string file, IEnumerable<ConfigError> errors) =>
        string.Join('\n', errors.Select(error => $"{file}:{error.Line}:{error.Column}: {error.Message}"));
}
