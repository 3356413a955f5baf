namespace MockLlm.Providers.OpenAi;

/// <summary>OpenAI's words for requests that it refuses, with <c>param</c> and <c>code</c>. They are those of the live API.</summary>
internal sealed class OpenAiWording : ErrorWording
{
    public static OpenAiWording Instance { get; } = new();

    public static Problem UsageWithoutStream { get; } = new(
        400, ErrorKind.InvalidRequest, "The 'stream_options' parameter is only allowed when 'stream' is enabled.")
    {
        Param = "stream_options",
    };

    // The vendor's guide to structured outputs shows this sentence.
    public override string Refusal => "I'm sorry, I cannot assist with that request.";

    public override Problem Body(BodyIssue issue) => issue.Flaw switch
    {
        BodyFlaw.NotJson => NotJson,
        BodyFlaw.Missing when issue.Path == "model" => "you must provide a model parameter",
        BodyFlaw.Missing => Coded(issue, "missing_required_parameter", $"Missing required parameter: '{issue.Path}'."),
        BodyFlaw.WrongType when issue.Path.Length == 0 => NotJson,
        BodyFlaw.WrongType when issue.Found == "null" && issue.Path.EndsWith("].content", StringComparison.Ordinal) => NullContent(issue),
        BodyFlaw.WrongType => Coded(
            issue, "invalid_type", $"Invalid type for '{issue.Path}': expected {WithArticle(issue.Expected)}, but got {WithArticle(issue.Found)} instead."),
        BodyFlaw.BelowMinimum => Coded(
            issue, $"{NumberType(issue)}_below_min_value", OutOfBounds(issue, "below minimum", ">=")),
        BodyFlaw.AboveMaximum => Coded(
            issue, $"{NumberType(issue)}_above_max_value", OutOfBounds(issue, "above maximum", "<=")),
        BodyFlaw.Empty => Coded(
            issue, "empty_array", $"Invalid '{issue.Path}': empty array. Expected an array with minimum length 1, but got an empty array instead."),
        BodyFlaw.TooLong => Coded(
            issue,
            "array_above_max_length",
            $"Invalid '{issue.Path}': array too long. Expected an array with maximum length {issue.Expected}, but got an array with length {issue.Found} instead."),
        BodyFlaw.EmptyText => Coded(
            issue, "empty_string", $"Invalid '{issue.Path}': empty string. Expected a string with minimum length 1, but got an empty string instead."),
        BodyFlaw.LongText => Coded(
            issue,
            "string_above_max_length",
            $"Invalid '{issue.Path}': string too long. Expected a string with maximum length {issue.Expected}, but got a string with length {issue.Found} instead."),
        BodyFlaw.WrongForm when issue.Found.Length > 0 => Coded(
            issue, "invalid_value", $"Invalid {(issue.Path.StartsWith("input", StringComparison.Ordinal) ? "" : "image URL: ")}'{issue.Path}'. Expected {issue.Expected}, but got {issue.Found}."),
        BodyFlaw.WrongForm => Coded(
            issue,
            "invalid_value",
            $"Invalid '{issue.Path}': string does not match pattern. Expected a string that matches the pattern '{issue.Expected}'."),
        BodyFlaw.TooManyFields => Coded(
            issue,
            "object_above_max_properties",
            $"Invalid '{issue.Path}': too many properties. Expected an object with at most {issue.Expected} properties, but got an object with {issue.Found} properties instead."),
        _ => Coded(issue, "invalid_value", $"Invalid value: {issue.Found}. Supported values are: {WithAnd(issue.Expected)}."),
    };

    public override Problem ContentType(string? contentType) => new(
        400,
        ErrorKind.InvalidRequest,
        $"Unsupported content type: '{contentType}'. This API method only accepts 'application/json' requests, but you specified the header 'Content-Type: {contentType}'. Please try again with a supported content type.")
    {
        Code = "unsupported_content_type",
    };

    public override Problem Key(string? key) => key is null
        ? Problem.Of(
            ErrorKind.Unauthorized,
            "You didn't provide an API key. You need to provide your API key in an Authorization header using Bearer auth (i.e. Authorization: Bearer YOUR_KEY).")
        : new Problem(
            401,
            ErrorKind.Unauthorized,
            $"Incorrect API key provided: {Masked(key)}. You can find your API key at https://platform.openai.com/account/api-keys.")
        {
            Code = "invalid_api_key",
        };

    public override Problem Model(string model) => new(
        404, ErrorKind.NotFound, $"The model `{model}` does not exist or you do not have access to it.")
    {
        Code = "model_not_found",
    };

    public override Problem Path(RequestHead head) => Problem.Of(ErrorKind.NotFound, $"Invalid URL ({head.Method} {head.Path})");

    public override Problem Method(RequestHead head, string allowed) =>
        new(405, ErrorKind.InvalidRequest, $"Not allowed to {head.Method} on {head.Path}. (HINT: Perhaps you meant to use {allowed}?)")
        {
            Code = "method_not_supported",
        };

    public override Problem Overloaded() => Problem.Of(
        ErrorKind.Overloaded, "The engine is currently overloaded, please try again later");

    public override Problem RateLimited(LimitRefusal refusal) => OpenAiLimits.Refused(refusal);

    public override Problem RateLimited() => OpenAiLimits.WithoutFigures("later");

    public override Problem RateLimited(TimeSpan wait) => OpenAiLimits.WithoutFigures("in " + OpenAiLimits.Duration(wait));

    // The gpt-5 models have a sentence of their own.
    public override Problem ContextLength(string model, int tokens, int window) => Problem.Of(
        ErrorKind.ContextLength,
        (model.StartsWith("gpt-5", StringComparison.Ordinal)
            ? $"Input tokens exceed the configured limit of {window} tokens. Your messages resulted in {tokens} tokens."
            : $"This model's maximum context length is {window} tokens. However, your messages resulted in {tokens} tokens.")
        + " Please reduce the length of the messages.");

    public override Problem Schema(string? tool, string reason) => tool is null
        ? Problem.Of(ErrorKind.InvalidRequest, $"Invalid schema for response_format: {reason}.")
        : Problem.Of(ErrorKind.InvalidRequest, $"Invalid schema for function '{tool}': {reason}.") with { Code = "invalid_function_parameters" };

    public override Problem Broken() => Problem.Of(
        ErrorKind.ServerError, "The server had an error while processing your request. Sorry about that!");

    /// <summary>Refuses a request that asks for more tokens than its model can answer with.</summary>
    /// <param name="field">The field that asks for them.</param>
    /// <param name="asked">The tokens that are asked for.</param>
    /// <param name="most">The most tokens of the model.</param>
    public static Problem TooManyTokens(string field, int asked, int most) => Problem.Of(
        ErrorKind.InvalidRequest,
        $"{field} is too large: {asked}. This model supports at most {most} completion tokens, whereas you provided {asked}.") with
    {
        Param = field,
        Code = "invalid_value",
    };

    private static Problem NotJson => Problem.Of(
        ErrorKind.InvalidRequest,
        "We could not parse the JSON body of your request. (HINT: This likely means you aren't using your HTTP library correctly. The OpenAI API expects a JSON payload, but what was sent was not valid JSON.)");

    private static Problem Coded(BodyIssue issue, string code, string message) =>
        Problem.Of(ErrorKind.InvalidRequest, message) with { Param = issue.Path, Code = code };

    // A message without content. The live API writes this path with a dot before the bracket, and sends no code.
    private static Problem NullContent(BodyIssue issue) =>
        new(400, ErrorKind.InvalidRequest, "Invalid value for 'content': expected a string, got null.")
        {
            Param = issue.Path.Replace("[", ".[", StringComparison.Ordinal),
        };

    private static string OutOfBounds(BodyIssue issue, string how, string sign) =>
        $"Invalid '{issue.Path}': {NumberType(issue)} {how} value. Expected a value {sign} {issue.Expected}, but got {issue.Found} instead.";

    private static string NumberType(BodyIssue issue) =>
        issue.Path is "temperature" or "speed" or "top_p" or "presence_penalty" or "frequency_penalty" ? "decimal" : "integer";

    private static string WithArticle(string type) => type switch
    {
        "null" => "null",
        _ when type.StartsWith("one of", StringComparison.Ordinal) => type,
        _ when "aeiou".Contains(type[0], StringComparison.Ordinal) => "an " + type,
        _ => "a " + type,
    };

    private static string WithAnd(string values)
    {
        var last = values.LastIndexOf(", ", StringComparison.Ordinal);
        return last < 0 ? values : $"{values[..last]}, and {values[(last + 2)..]}";
    }

    // The live API shows the first 8 and the last 4 characters of a key. A key without characters between them is shown as it is.
    private static string Masked(string key) => key.Length <= 12 ? key : $"{key[..8]}{new string('*', key.Length - 12)}{key[^4..]}";
}
