using MockLlm.Providers.Tests.Anthropic.Messages;

namespace MockLlm.Providers.Tests.Anthropic.Models;

public sealed class AnthropicModelsTests
{
    private static readonly List<string> All = [.. Page(("limit", "1000")).Ids];

    [Fact]
    public void A_model_is_the_documented_object() =>
        Golden.Matches("Anthropic/Golden/model.json", MessagesClient.Vendor.Get("/v1/models/{id}", "claude-sonnet-4-5-20250929").Json);

    [Fact]
    public void An_alias_finds_the_dated_model() => Assert.Equal(
        "claude-sonnet-4-5-20250929", (string?)MessagesClient.Vendor.Get("/v1/models/{id}", "claude-sonnet-4-5").Json!["id"]);

    [Fact]
    public void Every_listed_model_and_alias_is_supported()
    {
        Assert.Subset(MessagesClient.Vendor.Provider.SupportedModels.ToHashSet(), All.ToHashSet());
        Assert.Contains("claude-sonnet-4-5", MessagesClient.Vendor.Provider.SupportedModels);
    }

    [Fact]
    public void An_unknown_model_is_not_found()
    {
        var answer = MessagesClient.Vendor.Get("/v1/models/{id}", "claude-0");

        Assert.Equal(404, answer.Status);
        AnthropicErrorTests.AssertError(answer, "not_found_error", "model: claude-0");
    }

    [Fact]
    public void A_page_holds_twenty_models_unless_told() => Assert.Equal(All.Take(20), Page().Ids);

    [Fact]
    public void Pages_lead_forward_through_the_whole_list()
    {
        var seen = new List<string>();
        for (var page = Page(("limit", "7")); ; page = Page(("limit", "7"), ("after_id", seen[^1])))
        {
            Assert.Equal((page.Ids[0], page.Ids[^1]), (page.First, page.Last));
            seen.AddRange(page.Ids);
            Assert.Equal(seen.Count < All.Count, page.HasMore);
            if (!page.HasMore)
            {
                break;
            }
        }

        Assert.Equal(All, seen);
    }

    [Fact]
    public void A_page_before_a_model_ends_right_before_it()
    {
        var page = Page(("limit", "2"), ("before_id", All[5]));

        Assert.Equal([All[3], All[4]], page.Ids);
        Assert.True(page.HasMore);
        Assert.False(Page(("before_id", All[2])).HasMore);
    }

    [Fact]
    public void An_empty_page_has_null_ids()
    {
        var page = Page(("after_id", All[^1]));

        Assert.Empty(page.Ids);
        Assert.Null(page.First);
        Assert.Null(page.Last);
        Assert.False(page.HasMore);
    }

    [Theory]
    [InlineData("limit", "0", "limit: Input should be greater than or equal to 1")]
    [InlineData("limit", "1001", "limit: Input should be less than or equal to 1000")]
    [InlineData("limit", "x", "limit: Input should be a valid integer, unable to parse string as an integer")]
    [InlineData("after_id", "claude-0", "after_id: no model has this id")]
    [InlineData("before_id", "claude-0", "before_id: no model has this id")]
    public void A_bad_page_is_refused(string key, string value, string message)
    {
        var answer = MessagesClient.Vendor.Get("/v1/models", query: (key, value));

        Assert.Equal(400, answer.Status);
        AnthropicErrorTests.AssertError(answer, "invalid_request_error", message);
    }

    private static (IReadOnlyList<string> Ids, bool HasMore, string? First, string? Last) Page(params (string Key, string Value)[] query)
    {
        var page = MessagesClient.Vendor.Get("/v1/models", query: query).Json!;
        return (
            [.. page["data"]!.AsArray().Select(model => (string)model!["id"]!)],
            (bool)page["has_more"]!,
            (string?)page["first_id"],
            (string?)page["last_id"]);
    }
}
