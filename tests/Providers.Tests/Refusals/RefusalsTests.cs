using MockLlm.Providers.Tests.Anthropic.Messages;
using MockLlm.Providers.Tests.OpenAi.Chat;

namespace MockLlm.Providers.Tests.Refusals;

/// <summary>The vendors refuse what their live APIs refuse, in the same words. A row is one published answer.</summary>
public sealed class RefusalsTests
{
    public static TheoryData<string> OfOpenAi { get; } = [.. OpenAiRefusals.All.Select(row => row.Name)];

    public static TheoryData<string> OfAnthropic { get; } = [.. AnthropicRefusals.All.Select(row => row.Name)];

    [Theory]
    [MemberData(nameof(OfOpenAi))]
    public void OpenAi_refuses_it_as_the_live_api_does(string name) =>
        AssertRefused(ChatClient.Vendor, OpenAiRefusals.All.Single(row => row.Name == name), hasParam: true);

    [Theory]
    [MemberData(nameof(OfAnthropic))]
    public void Anthropic_refuses_it_as_the_live_api_does(string name) =>
        AssertRefused(MessagesClient.Vendor, AnthropicRefusals.All.Single(row => row.Name == name), hasParam: false);

    [Fact]
    public void Each_row_has_its_own_name_and_a_public_source()
    {
        IReadOnlyList<Refusal> all = [.. OpenAiRefusals.All, .. AnthropicRefusals.All];

        Assert.Equal(all.Count, all.Select(row => row.Name).Distinct().Count());
        Assert.All(all, row => Assert.StartsWith("https://", row.Source, StringComparison.Ordinal));
    }

    private static void AssertRefused(Vendor vendor, Refusal row, bool hasParam)
    {
        var answer = vendor.Post(row.Path, row.Body);

        Assert.Equal(row.Status, answer.Status);
        var error = answer.Json!["error"]!;
        var message = (string)error["message"]!;
        Assert.Equal(row.Message, row.IsStart ? message[..Math.Min(message.Length, row.Message.Length)] : message);
        Assert.Equal(row.Type, (string?)error["type"]);
        if (hasParam && !row.IsMessageOnly)
        {
            Assert.Equal(row.Param, (string?)error["param"]);
            Assert.Equal(row.Code, (string?)error["code"]);
        }

        if (row.Accepted is { } accepted)
        {
            var fine = vendor.Post(row.Path, accepted);
            Assert.True(fine.Status == 200, fine.Text);
        }
    }
}
