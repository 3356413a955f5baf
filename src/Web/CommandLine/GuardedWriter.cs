using System.Text;

namespace MockLlm.Web.CommandLine;

/// <summary>Writes to a standard stream of the program, which can be full or closed.</summary>
/// <param name="inner">The stream's writer.</param>
/// <param name="failed">Is called when a write fails. If it throws nothing, the text is lost.</param>
internal sealed class GuardedWriter(TextWriter inner, Action<Exception> failed) : TextWriter
{
    public override Encoding Encoding => inner.Encoding;

    /// <summary>Writes output. A failed write ends the command.</summary>
    /// <exception cref="OutputFailedException">A write of the new writer throws it.</exception>
    public static GuardedWriter ForOutput(TextWriter output) => new(output, cause => throw new OutputFailedException(cause));

    /// <summary>Writes errors. If this fails, there is no other place to report it.</summary>
    public static GuardedWriter ForErrors(TextWriter error) => new(error, _ => { });

    public override void Write(char value) => Try(() => inner.Write(value));

    public override void Write(char[] buffer, int index, int count) => Try(() => inner.Write(buffer, index, count));

    public override void Write(string? value) => Try(() => inner.Write(value));

    public override void WriteLine() => Try(inner.WriteLine);

    public override void WriteLine(string? value) => Try(() => inner.WriteLine(value));

    public override Task WriteLineAsync(string? value)
    {
        WriteLine(value);
        return Task.CompletedTask;
    }

    public override void Flush() => Try(inner.Flush);

    private void Try(Action write)
    {
        try
        {
            write();
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            failed(cause);
        }
    }
}
