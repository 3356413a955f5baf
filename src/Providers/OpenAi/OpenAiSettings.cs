namespace MockLlm.Providers.OpenAi;

/// <summary>The section <c>providers.openai.settings</c>.</summary>
/// <param name="Flavour">The server that the answers are like.</param>
internal sealed record OpenAiSettings(Flavour Flavour = Flavour.Openai)
{
    /// <summary>Whether the answers are like those of vLLM.</summary>
    public bool IsVllm => Flavour == Flavour.Vllm;
}

/// <summary>The servers that speak OpenAI's API.</summary>
internal enum Flavour
{
    /// <summary>OpenAI itself.</summary>
    Openai,

    /// <summary>vLLM. It shows reasoning and the length of a model's context.</summary>
    Vllm,
}
