namespace MockLlm.Engine.Yaml;

/// <summary>One mistake in responses.yml: where it is, what was found there and what to write instead.</summary>
/// <param name="Line">Counted from 1.</param>
/// <param name="Column">Counted from 1.</param>
/// <param name="Message">What was found and what to write, in one sentence or two.</param>
internal sealed record ConfigError(int Line, int Column, string Message)
{
    /// <summary>One line per error, <c>file:line:column: message</c>, as compilers write it.</summary>
    public static string Render(string file, IEnumerable<ConfigError> errors) =>
        string.Join('\n', errors.Select(error => $"{file}:{error.Line}:{error.Column}: {error.Message}"));
}
