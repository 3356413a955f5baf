namespace MockLlm.Engine.Plugins;

/// <summary>Given paths of plug-ins do not exist. The message names them, one in a line.</summary>
/// <param name="mistakes">A message for each path.</param>
internal sealed class PluginNotFoundException(IReadOnlyList<string> mistakes) : Exception(string.Join('\n', mistakes))
{
    /// <summary>A message for each path.</summary>
    public IReadOnlyList<string> Mistakes { get; } = mistakes;
}
