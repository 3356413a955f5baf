namespace MockLlm.Web.Metrics.Vllm;

/// <summary>How a request ended, by vLLM's names.</summary>
internal enum VllmEnd
{
    /// <summary>The text is complete.</summary>
    Stop,

    /// <summary>The limit of tokens was reached.</summary>
    Length,

    /// <summary>The client left.</summary>
    Abort,

    /// <summary>The request failed, for example because of a fault.</summary>
    Error,
}
