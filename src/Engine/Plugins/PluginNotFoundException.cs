namespace MockLlm.Engine.Plugins;

/// <summary>A given path of plug-ins does not exist. The message names it.</summary>
internal sealed class PluginNotFoundException(string message) : Exception(message);
