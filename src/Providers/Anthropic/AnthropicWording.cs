namespace MockLlm.Providers.Anthropic;

/// <summary>
/// Anthropic's words for requests that it refuses. They are those of the live API. docs/compatibility.md says which of them are inferred.
/// </summary>
internal sealed class AnthropicWording : ErrorWording
{
    public static AnthropicWording Instance { get; } = new();

    public override string Refusal => "This request was declined because it could lead to a violation of the usage policy.";

    public override Problem Body(BodyIssue issue) => issue.Flaw switch
    {
        BodyFlaw.NotJson => $"The request body is not valid JSON: {issue.Found}",
        BodyFlaw.Missing => At(issue, "Field required"),
        BodyFlaw.WrongType => At(issue, $"Input should be {TypeWords(issue.Expected)}"),
        BodyFlaw.BelowMinimum or BodyFlaw.AboveMaximum => At(issue, Bounds(issue)),
        BodyFlaw.Empty when issue.Path == "messages" => At(issue, "at least one message is required"),
        BodyFlaw.Empty => At(issue, "String should have at least 1 character"),
        BodyFlaw.LongText => At(issue, $"String should have at most {issue.Expected} characters"),
        BodyFlaw.WrongForm => At(issue, $"String should match pattern '{issue.Expected}'"),
        _ => Unknown(issue),
    };

    public override Problem TooLarge(long limit) => Problem.Of(ErrorKind.TooLarge, "Request exceeds the maximum size");

    public override Problem ContentType(string? contentType) => "content-type: must be application/json";

    public override Problem Key(string? key) =>
        Problem.Of(ErrorKind.Unauthorized, key is null ? "x-api-key header is required" : "invalid x-api-key");

    public override Problem Model(string model) => Problem.Of(ErrorKind.NotFound, $"model: {model}");

    public override Problem Path(RequestHead head) => Problem.Of(ErrorKind.NotFound, "Not Found");

    public override Problem Method(RequestHead head, string allowed) => new(405, ErrorKind.InvalidRequest, "Method Not Allowed");

    public override Problem SlowBody() => new(408, ErrorKind.Timeout, "Request timed out");

    public override Problem Overloaded() => Problem.Of(ErrorKind.Overloaded, "Overloaded");

    public override Problem RateLimited(LimitRefusal refusal) => AnthropicLimits.Refused(refusal);

    public override Problem RateLimited() => Problem.Of(
        ErrorKind.RateLimited, "This request would exceed your organization's rate limit. Please try again later.");

    public override Problem ContextLength(string model, int tokens, int window) =>
        Problem.Of(ErrorKind.ContextLength, $"prompt is too long: {tokens} tokens > {window} maximum");

    public override Problem Schema(string? tool, string reason) =>
        tool is null ? $"output_config.format.schema: {reason}" : $"tools: the input_schema of '{tool}' cannot be met: {reason}";

    public override Problem Broken() => Problem.Of(ErrorKind.ServerError, "Internal server error");

    /// <summary>Refuses a request that asks for more tokens than its model can answer with.</summary>
    public static Problem TooManyTokens(int asked, ModelInfo model) => Problem.Of(
        ErrorKind.InvalidRequest,
        $"max_tokens: {asked} > {model.MaxTokens}, which is the maximum allowed number of output tokens for {model.Name}");

    private static string At(BodyIssue issue, string words) => issue.Path.Length == 0 ? words : $"{Place(issue.Path)}: {words}";

    private static string Place(string path) =>
        WithVariant(path).Replace("[", ".", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal);

    // If a field may have several types, the live API names the type that it read.
    private static string WithVariant(string path) => path switch
    {
        "thinking.budget_tokens" => "thinking.enabled.budget_tokens",
        "tool_choice.name" => "tool_choice.tool.name",
        _ when path.StartsWith("messages[", StringComparison.Ordinal) && path.EndsWith("].text", StringComparison.Ordinal) => $"{path}.text",
        _ when path.StartsWith("tools[", StringComparison.Ordinal) => path.Replace("].", "].custom.", StringComparison.Ordinal),
        _ => path,
    };

    private static string TypeWords(string expected) => expected switch
    {
        "object" => "an object",
        "decimal" => "a valid number",
        _ when expected.StartsWith("array", StringComparison.Ordinal) => "a valid array",
        _ => $"a valid {expected}",
    };

    private static string Bounds(BodyIssue issue) => (issue.Path, issue.Flaw) switch
    {
        ("temperature" or "top_p", _) => "range: 0..1",
        ("max_tokens", BodyFlaw.BelowMinimum) => $"must be greater than or equal to {issue.Expected}",
        (_, BodyFlaw.BelowMinimum) => $"Input should be greater than or equal to {issue.Expected}",
        _ => $"Input should be less than or equal to {issue.Expected}",
    };

    private static Problem Unknown(BodyIssue issue)
    {
        if (issue.Path.StartsWith("messages[", StringComparison.Ordinal) && issue.Path.EndsWith("].role", StringComparison.Ordinal))
        {
            return $"messages: Unexpected role \"{issue.Found.Trim('\'')}\". Allowed roles are \"user\" or \"assistant\"";
        }

        return issue.Path.EndsWith(".type", StringComparison.Ordinal) && !issue.Path.EndsWith(".input_schema.type", StringComparison.Ordinal)
            ? $"{Place(issue.Path[..^".type".Length])}: Input tag {issue.Found} found using 'type' does not match any of the expected tags: {issue.Expected}"
            : At(issue, issue.Path == "inference_geo" ? $"must be one of [{issue.Expected}]" : $"Input should be {WithOr(issue.Expected)}");
    }

    private static string WithOr(string values)
    {
        var last = values.LastIndexOf(", ", StringComparison.Ordinal);
        return last < 0 ? values : $"{values[..last]} or {values[(last + 2)..]}";
    }
}
