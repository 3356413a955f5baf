using System.Text;
using MockLlm.Providers.Shared;

namespace MockLlm.Providers.Tests.Shared;

public sealed class PageTests
{
    private static readonly string[] Letters = ["a", "b", "c", "d", "e"];

    [Theory]
    [InlineData(0, 5, 2, false, "ab", true)]
    [InlineData(0, 5, 5, false, "abcde", false)]
    [InlineData(3, 5, 2, false, "de", false)]
    [InlineData(0, 4, 2, true, "cd", true)]
    [InlineData(0, 2, 2, true, "ab", false)]
    [InlineData(1, 4, 9, true, "bcd", false)]
    [InlineData(5, 5, 2, false, "", false)]
    [InlineData(4, 2, 2, false, "", false)]
    public void A_page_lies_between_two_places(int start, int end, int limit, bool fromEnd, string items, bool hasMore)
    {
        var page = Page<string>.Cut(Letters, letter => letter, start, end, limit, fromEnd);

        Assert.Equal((items, hasMore), (string.Concat(page.Items), page.HasMore));
        Assert.Equal(items.Length == 0 ? (null, null) : (items[..1], items[^1..]), (page.FirstId, page.LastId));
    }

    [Fact]
    public void An_item_is_found_by_its_id()
    {
        Assert.Equal(2, Page<string>.PlaceOf(Letters, letter => letter, "c"));
        Assert.Null(Page<string>.PlaceOf(Letters, letter => letter, "z"));
    }

    [Fact]
    public void Its_data_is_the_array_of_its_items()
    {
        var page = Page<string>.Cut(Letters, letter => letter, 1, 3, 5);

        var json = JsonBytes.Write(page, static (json, page) =>
        {
            json.WriteStartObject();
            page.WriteData(json, static (json, letter) => json.WriteStringValue(letter));
            json.WriteEndObject();
        });

        Assert.Equal("""{"data":["b","c"]}""", Encoding.UTF8.GetString(json));
    }
}
