namespace MockLlm.Engine.Limits;

/// <summary>Who shares a limit.</summary>
internal enum LimitScope
{
    /// <summary>Requests with the same API key; those without one are together.</summary>
    Key,

    /// <summary>Requests for the same model.</summary>
    Model,

    /// <summary>All requests to the provider.</summary>
    Provider,
}
