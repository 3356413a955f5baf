using System.Text.Json.Nodes;

namespace MockLlm.Web.Tests.OpenAiSpecification;

/// <summary>A request that the specification shows.</summary>
/// <param name="Name">The route and the title. No other example has this name.</param>
/// <param name="Route">The operation.</param>
/// <param name="Command">The request as a <c>curl</c> command.</param>
internal sealed record RequestExample(string Name, string Route, string Command)
{
    /// <summary>The examples of all served routes. A route without any is an error.</summary>
    public static IEnumerable<RequestExample> All => ServedRoutes.All.SelectMany(static one => Of(one.Route, one.Operation));

    /// <summary>Returns the request, with real names in the place of those that stand for any.</summary>
    /// <param name="stored">The id of a stored response.</param>
    public ApiRequest Request(string stored)
    {
        var request = CurlCommand.Read(Command
            .Replace("VAR_chat_model_id", "gpt-5.4", StringComparison.Ordinal)
            .Replace("VAR_completion_model_id", "gpt-3.5-turbo-instruct", StringComparison.Ordinal)
            .Replace("resp_123", stored, StringComparison.Ordinal)
            .Replace("resp_abc123", stored, StringComparison.Ordinal));
        var query = Route.IndexOf('?', StringComparison.Ordinal);
        return query < 0 ? request : request with { Path = request.Path + Route[query..] };
    }

    private static IEnumerable<RequestExample> Of(string route, JsonObject operation)
    {
        var examples = operation["x-oaiMeta"]!["examples"]!;
        foreach (var example in examples as IEnumerable<JsonNode?> ?? [examples])
        {
            yield return new($"{route} {(string?)example!["title"]}".Trim(), route, (string)example["request"]!["curl"]!);
        }
    }
}
