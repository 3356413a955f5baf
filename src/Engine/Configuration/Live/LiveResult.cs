using MockLlm.Engine.Yaml;

namespace MockLlm.Engine.Configuration.Live;

/// <summary>The result of putting an item.</summary>
/// <param name="Errors">All mistakes. If there are any, nothing was changed.</param>
/// <param name="Warnings">Why the item has no effect, or not the expected one.</param>
/// <param name="IsNew">Whether there was no item of that name.</param>
internal sealed record LiveResult(IReadOnlyList<ConfigError> Errors, IReadOnlyList<ConfigError> Warnings, bool IsNew);
