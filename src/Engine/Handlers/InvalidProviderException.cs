namespace MockLlm.Engine.Handlers;

/// <summary>A provider class that cannot be served as it is written; the message names class, method and what to change.</summary>
internal sealed class InvalidProviderException(string message) : Exception(message);
