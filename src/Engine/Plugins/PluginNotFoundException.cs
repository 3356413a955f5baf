namespace MockLlm.Engine.Plugins;

/// <summary>A path that was given for plug-ins leads nowhere; the message names it.</summary>
internal sealed class PluginNotFoundException(string message) : Exception(message);
