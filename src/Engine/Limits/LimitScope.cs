namespace MockLlm.Engine.Limits;

/// <summary>Which requests share a limit.</summary>
internal enum LimitScope
{
    /// <summary>Requests with the same API key. Requests without a key share one limit.</summary>
    Key,

    /// <summary>Requests for the same model.</summary>
    Model,

    /// <summary>All requests to the provider.</summary>
    Provider,
}
