using System.Text.RegularExpressions;

namespace MockLlm.Web.Tests.Architecture;

/// <summary>The rooms of Engine and Web depend on rooms below them only. docs/architecture.md lists them from the bottom up.</summary>
public sealed partial class RoomsTests
{
    private static readonly Lazy<Rooms> Engine = new(() => Rooms.Of("Engine", "MockLlm.Engine", isWeb: false));
    private static readonly Lazy<Rooms> Web = new(() => Rooms.Of("Web", "mockllm", isWeb: true));

    [Theory]
    [InlineData("Engine")]
    [InlineData("Web")]
    public void Every_room_stands_in_the_list_of_the_architecture_page(string project) =>
        Assert.Equal(Of(project).Names.Select(Top).Distinct().Order(StringComparer.Ordinal), Listed(project).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("Engine")]
    [InlineData("Web")]
    public void No_room_uses_one_above_it(string project)
    {
        var order = Listed(project);

        Assert.Empty(Of(project).Uses
            .Where(use => Top(use.From) != Top(use.To) && use.From.Length > 0 && order.IndexOf(Top(use.To)) > order.IndexOf(Top(use.From)))
            .Select(use => $"{use.From} uses {use.To}: {use.What}"));
    }

    [Theory]
    [InlineData("Engine")]
    [InlineData("Web")]
    public void No_folders_depend_on_each_other_in_a_circle(string project)
    {
        var left = Of(project).Uses.Select(use => (use.From, use.To)).Distinct().ToList();
        // A folder that uses none of those left cannot be part of a circle.
        for (var before = -1; before != left.Count;)
        {
            before = left.Count;
            var users = left.Select(use => use.From).ToHashSet(StringComparer.Ordinal);
            left.RemoveAll(use => !users.Contains(use.To));
        }

        Assert.Empty(left.Select(use => $"{use.From} uses {use.To}"));
    }

    [Fact]
    public void Uses_are_found_at_all()
    {
        Assert.InRange(Engine.Value.Uses.Count, 500, int.MaxValue);
        Assert.InRange(Web.Value.Uses.Count, 50, int.MaxValue);
    }

    private static Rooms Of(string project) => (project == "Web" ? Web : Engine).Value;

    private static string Top(string room) => room.Split('/')[0];

    private static List<string> Listed(string project) => [.. Row().Matches(File.ReadAllText(Repository.PathTo("docs", "architecture.md")))
        .Where(row => row.Groups["project"].Value == project)
        .Select(row => row.Groups["room"].Value)];

    [GeneratedRegex(@"^\| `src/(?<project>\w+)/(?<room>\w+)` \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
