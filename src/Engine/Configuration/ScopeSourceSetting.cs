using MockLlm.Engine.Identity;
using MockLlm.Engine.Yaml.Reading;

namespace MockLlm.Engine.Configuration;

/// <summary>Reads <c>settings.scope_from</c>.</summary>
internal static class ScopeSourceSetting
{
    private const string Body = "body:";
    private const string Traceparent = "traceparent";
    private const int LongestPointer = 20;

    /// <summary>Reads the value. Returns null after a mistake.</summary>
    public static ScopeSource? Read(YamlValueReader value)
    {
        const string Expected = "it must be traceparent, or body: and a JSON pointer such as \"body:/metadata/test\"";
        if (value.NonEmptyText() is not { } text)
        {
            return null;
        }

        if (text == Traceparent)
        {
            return ScopeSource.Trace.Instance;
        }

        var pointer = text.StartsWith(Body, StringComparison.Ordinal) ? text[Body.Length..] : "";
        return pointer.StartsWith('/') && pointer.Count(static character => character == '/') <= LongestPointer
            ? new ScopeSource.Body([.. pointer[1..].Split('/').Select(Unescaped)])
            : value.Wrong<ScopeSource>(Expected);
    }

    /// <summary>The value as it is written, or null if there is none.</summary>
    public static string? Write(ScopeSource? source) => source switch
    {
        null => null,
        ScopeSource.Trace => Traceparent,
        ScopeSource.Body body => Body + string.Concat(body.Pointer.Select(name => "/" + name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal))),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static string Unescaped(string name) => name.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
}
