namespace MockLlm.Web.Tests.OpenAiSpecification;

/// <summary>The answers and stream events of every route are those of OpenAI's published specification.</summary>
[Collection(nameof(SpecificationServer))]
public sealed class AnswerTests(SpecificationServer server)
{
    private static readonly Dictionary<string, ApiCall> Calls =
        new[] { ChatCalls.All, ResponseCalls.All, OtherCalls.All }.SelectMany(static calls => calls).ToDictionary(static call => call.Name);

    public static TheoryData<string> Names => [.. Calls.Keys];

    [SpecificationTheory]
    [MemberData(nameof(Names))]
    public async Task Answers_follow_the_specification(string name)
    {
        var call = Calls[name];
        var answer = await server.Answer(call);

        Assert.True(answer.Status == call.Status, answer.Body);
        Assert.Equal(name.EndsWith(", streamed", StringComparison.Ordinal), answer.IsStream);
        answer.AssertFollows(call.Route);
    }
}
