namespace MockLlm.Providers.Anthropic.Caching;

/// <summary>How long the prompt up to a block is kept, as <c>cache_control</c> of the block says.</summary>
internal enum CacheMark
{
    /// <summary>It is not kept.</summary>
    None,

    /// <summary>Five minutes.</summary>
    Minutes,

    /// <summary>An hour.</summary>
    Hour,
}

/// <summary>Reads the mark of a block.</summary>
internal static class CacheMarks
{
    private static readonly string[] Types = ["ephemeral"];
    private static readonly string[] Ttls = ["5m", "1h"];

    public static CacheMark Read(JsonFields fields)
    {
        if (fields.Section("cache_control") is not { } control || !control.Required("type"))
        {
            return CacheMark.None;
        }

        control.OneOf("type", Types);
        return control.OneOf("ttl", Ttls) == "1h" ? CacheMark.Hour : CacheMark.Minutes;
    }
}
