using MockLlm.Engine.Hashing;

namespace MockLlm.Engine.Identity;

/// <summary>The part of the server that a test has for itself.</summary>
/// <param name="Name">Its name as the client gives it. Empty for the shared part.</param>
/// <param name="Generation">Changes when the scope is reset or forgotten, so that nothing counted before is found again.</param>
internal sealed record RequestScope(string Name, long Generation)
{
    /// <summary>The part of requests that name no scope.</summary>
    public static RequestScope Shared { get; } = new("", 0);

    /// <summary>Whether it is the shared part.</summary>
    public bool IsShared => Name.Length == 0;

    /// <summary>A text that only this scope has since its last reset. Empty for the shared part.</summary>
    public string Key { get; } = Name.Length == 0 ? "" : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Name}\n{Generation}");

    /// <summary>A number that keeps the counts of a scope apart from those of others. 0 for the shared part.</summary>
    public ulong Salt { get; } = Name.Length == 0 ? 0 : (ulong)ClientKey.Of(Name, Generation);
}
