namespace MockLlm.Samples.MyCompany;

/// <summary>The body of <c>/v1/mycompany/embeddings</c>.</summary>
public sealed record EmbeddingRequest(string Input = "", string Model = "mycompany-small");
