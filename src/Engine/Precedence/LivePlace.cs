namespace MockLlm.Engine.Precedence;

/// <summary>Where a live item is put in its list.</summary>
/// <param name="IsFirst">Whether it comes before all others.</param>
/// <param name="Before">The name of the item that it comes before, or null.</param>
internal sealed record LivePlace(bool IsFirst = false, string? Before = null);
