using System.Globalization;
using System.Text.Json;

namespace MockLlm.Web.Tests.OpenAiSpecification;

/// <summary>The answer to a request, with its whole body.</summary>
internal sealed record ApiAnswer(int Status, string ContentType, string? RetryAfter, string Body)
{
    private const string Done = "[DONE]";

    public bool IsJson => ContentType == "application/json";

    public bool IsStream => ContentType == "text/event-stream";

    /// <summary>The events of a stream, with their names or null.</summary>
    public IReadOnlyList<(string? Name, string Data)> Events => [.. Body.Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(ReadEvent)];

    public static async Task<ApiAnswer> Of(HttpClient client, ApiRequest request)
    {
        using var message = request.Message();
        using var response = await client.SendAsync(message);
        return new(
            (int)response.StatusCode,
            response.Content.Headers.ContentType?.MediaType ?? "",
            response.Headers.TryGetValues("retry-after", out var values) ? values.Single() : null,
            await response.Content.ReadAsStringAsync());
    }

    /// <summary>Asserts that the answer is as the specification says about its route.</summary>
    public void AssertFollows(string route)
    {
        Assert.True(IsJson || IsStream || Status == 200, $"{route} answers {Status} with {ContentType}.");
        var violations = Violations(Contract.Of(route));
        Assert.True(violations.Count == 0, $"{route}:\n{string.Join('\n', violations)}\n{Body}");
        if (RetryAfter is { } seconds)
        {
            // The specification's header is a whole number of seconds, at least one.
            Assert.True(int.Parse(seconds, CultureInfo.InvariantCulture) >= 1, seconds);
        }
    }

    /// <summary>Returns how the answer differs from what the specification says about its route.</summary>
    public IReadOnlyList<string> Violations(Contract contract)
    {
        if (IsJson)
        {
            using var json = JsonDocument.Parse(Body);
            return contract.Violations(Status, json.RootElement);
        }

        return IsStream ? [.. Events.SelectMany(happened => ViolationsOf(contract, happened))] : [];
    }

    private static IEnumerable<string> ViolationsOf(Contract contract, (string? Name, string Data) happened)
    {
        if (happened.Data == Done)
        {
            return [];
        }

        using var json = JsonDocument.Parse(happened.Data);
        var type = json.RootElement.TryGetProperty("type", out var written) ? written.GetString() : null;
        return
        [
            .. happened.Name is null || happened.Name == type ? (string[])[] : [$"the event is named {happened.Name}, and its type is {type}"],
            .. contract.ViolationsOfEvent(json.RootElement).Select(violation => $"{type ?? "chunk"} {violation}"),
        ];
    }

    private static (string? Name, string Data) ReadEvent(string lines)
    {
        var fields = lines.Split('\n').Select(static line => line.Split(": ", 2)).ToDictionary(static field => field[0], static field => field[1]);
        return (fields.GetValueOrDefault("event"), fields["data"]);
    }
}
