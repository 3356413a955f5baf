namespace MockLlm.Web.CommandLine;

/// <summary>Standard output cannot be written.</summary>
internal sealed class OutputFailedException(Exception cause) : Exception(cause.Message, cause);
