namespace MockLlm.Engine.JsonSchema;

/// <summary>A JSON value made from a schema, or why none was made.</summary>
/// <param name="Text">The value as compact JSON; null when there is none.</param>
/// <param name="Problem">Why there is none; null when there is one.</param>
internal readonly record struct GeneratedJson(string? Text, string? Problem);
