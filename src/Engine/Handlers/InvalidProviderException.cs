namespace MockLlm.Engine.Handlers;

/// <summary>A provider class cannot be served. The message names the class, the method and what to change.</summary>
internal sealed class InvalidProviderException(string message) : Exception(message);
