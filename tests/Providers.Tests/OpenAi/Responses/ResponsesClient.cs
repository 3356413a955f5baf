using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MockLlm.Engine.Completions;
using MockLlm.Engine.Configuration;
using MockLlm.Engine.Matching;
using MockLlm.Engine.Rules;
using MockLlm.Providers.OpenAi;

namespace MockLlm.Providers.Tests.OpenAi.Responses;

/// <summary>Requests for responses as the tests write them.</summary>
internal static partial class ResponsesClient
{
    public const string Path = "/v1/responses";

    /// <summary>A vendor that says these parts to any prompt, cut by words.</summary>
    public static Vendor Saying(params CompletionPart[] parts) => Saying(parts, Chunking.Words);

    public static Vendor Saying(IReadOnlyList<CompletionPart> parts, Chunking chunk) => new(typeof(OpenAiProvider), new Snapshot
    {
        Rules = new RuleList([new Rule(null, When.Any, new SaidParts(parts), null)]),
        WrittenChunk = chunk,
    });

    public static CompletionPart Text(string text) => new(PartKind.Text, text);

    /// <summary>Asks what the weather is like.</summary>
    /// <param name="vendor">Who is asked.</param>
    /// <param name="fields">Further fields of the body, as JSON without its braces.</param>
    /// <param name="requestKey">What ids are drawn by.</param>
    public static Answer Ask(this Vendor vendor, string fields = "", ulong requestKey = 1) => vendor.Post(Path, Body(fields), requestKey);

    public static string Body(string fields = "") =>
        $$"""{"model": "gpt-4o"{{(fields.Contains("\"input\"", StringComparison.Ordinal) ? "" : ", \"input\": \"How is the weather?\"")}}{{(fields.Length == 0 ? "" : ", " + fields)}}}""";

    public static string Id(this Answer answer) => (string)answer.Json!["id"]!;

    /// <summary>The same with ids numbered in the order in which they come, for comparison with a golden file.</summary>
    public static JsonNode Numbered(JsonNode json)
    {
        var known = new List<string>();
        return JsonNode.Parse(AnyId().Replace(json.ToJsonString(), id =>
        {
            if (!known.Contains(id.Value))
            {
                known.Add(id.Value);
            }

            var kind = id.Groups[1].Value;
            return $"{kind}_{known.Where(one => one.StartsWith(kind + "_", StringComparison.Ordinal)).ToList().IndexOf(id.Value) + 1}";
        }))!;
    }

    [GeneratedRegex("(resp|msg|fc|fco|ctc|ctco|rs|call)_[0-9a-zA-Z]{24,50}")]
    private static partial Regex AnyId();
}
