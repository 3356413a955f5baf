using FsCheck;
using FsCheck.Fluent;

namespace MockLlm.Web.Tests.Control;

/// <summary>Bodies for control routes as nobody would write them.</summary>
internal static class AnyControlBody
{
    private static readonly string[] Keys =
    [
        "settings", "latency", "limits", "providers", "openai", "anthropic", "lag_enabled", "lag_factor", "chunk", "api_keys", "reveal", "slots", "queue", "profile",
        "inter_token", "time_to_first_token", "load_factor", "speed", "startup", "prefix_cache", "block", "batch", "sequences", "step", "mean", "cv", "min", "max", "samples", "requests_per_minute", "per", "enabled", "kind", "name", "when", "model",
        "prompt", "contains", "regex", "probability", "every", "skip", "times", "from", "until", "by", "for", "status", "headers", "message", "x",
    ];

    private static readonly string[] Values =
    [
        "null", "true", "false", "0", "1", "2", "-1", "0.5", "1e999", "99999999999999999999", "\"15ms\"", "\"1\"", "\"gpt-4o\"", "\"overloaded\"", "\"delay\"", "\"status\"",
        "\"none\"", "\"key\"", "\"(\"", "\"\"", "\"null\"", "\"yes\"", "\"\\ud83d\"", "\"é😀\"", "\"\\u0000\"",
    ];

    /// <summary>A piece of a file.</summary>
    public static Gen<string> Patches => Map(3);

    /// <summary>A piece of a file with one character replaced.</summary>
    public static Gen<string> Garbage =>
        from text in Patches
        from at in Gen.Choose(0, 200)
        from piece in Gen.Elements("", "{", "}", "[", "\"", ",", ":", "\\", "\u0000", "é", "//", "1")
        select text[..Math.Min(at, text.Length)] + piece + text[Math.Min(at + 1, text.Length)..];

    /// <summary>A fault of any kind with any keys.</summary>
    public static Gen<string> Faults =>
        from kind in Gen.Elements("status", "delay", "hang", "empty", "html", "overloaded", "reset", "nothing")
        from rest in Map(2)
        select rest.Length > 2 ? $"{{\"kind\":\"{kind}\",{rest[1..]}" : $"{{\"kind\":\"{kind}\"}}";

    /// <summary>A section that may be changed, with any value of one of its keys.</summary>
    public static Gen<string> Sections =>
        from section in Gen.Elements("settings", "latency", "limits")
        from key in Gen.Elements(Keys)
        from value in Any(2)
        select $"{{\"{section}\":{{\"{key}\":{value}}}}}";

    private static Gen<string> Any(int depth) => depth == 0
        ? Gen.Elements(Values)
        : Gen.OneOf(
            Gen.Elements(Values), Map(depth), Gen.Choose(0, 2).SelectMany(count => Any(depth - 1).ListOf(count)).Select(items => $"[{string.Join(',', items)}]"));

    private static Gen<string> Map(int depth) =>
        from count in Gen.Choose(0, 4)
        from pairs in Gen.Elements(Keys).Zip(Any(depth - 1)).ListOf(count)
        select $"{{{string.Join(',', pairs.Select(pair => $"\"{pair.Item1}\":{pair.Item2}"))}}}";
}
