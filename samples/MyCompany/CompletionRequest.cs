namespace MockLlm.Samples.MyCompany;

/// <summary>The body of <c>/v1/mycompany/complete</c>.</summary>
public sealed record CompletionRequest(string Prompt = "", string Model = "mycompany-small");
