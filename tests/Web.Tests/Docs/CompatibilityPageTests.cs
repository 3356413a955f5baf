using System.Globalization;
using System.Text.RegularExpressions;

namespace MockLlm.Web.Tests.Docs;

/// <summary>Every row of the page on compatibility says where its fact comes from, and when somebody last checked that.</summary>
public sealed partial class CompatibilityPageTests
{
    private const string Name = "docs/compatibility.md";

    private static readonly string[] Kinds = ["specification", "SDK", "documentation", "source", "observation", "inference", "memory", "ours"];

    private static IReadOnlyList<string[]> Rows { get; } =
        [.. Page.Text(Name).Split('\n').Where(line => line.StartsWith('|')).Select(line => Bar().Split(line)[1..^1]).Select(cells => cells.Select(cell => cell.Trim()).ToArray())];

    public static TheoryData<string> Facts => [.. Rows.Where(IsFact).Select(cells => string.Join(" | ", cells))];

    [Theory]
    [MemberData(nameof(Facts))]
    public void A_row_has_evidence_of_a_known_kind_and_a_date(string row)
    {
        var cells = row.Split(" | ");

        Assert.Equal(4, cells.Length);
        Assert.DoesNotContain("", cells);
        var kinds = cells[2].Split(';').Select(clause => Word().Match(clause.TrimStart(' ', '[')).Value).ToList();
        Assert.All(kinds, kind => Assert.Contains(kind, Kinds));
        var day = DateOnly.ParseExact(cells[3], "yyyy-MM-dd", CultureInfo.InvariantCulture);
        Assert.InRange(day, new DateOnly(2026, 1, 1), DateOnly.FromDateTime(DateTime.UtcNow).AddDays(1));
        if (kinds.Contains("memory"))
        {
            Assert.DoesNotContain("exact", cells[1], StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public void Each_table_has_the_columns_and_the_page_names_each_kind_of_evidence()
    {
        var heads = Rows.Where(cells => cells[0].Length == 0).ToList();

        Assert.True(heads.Count >= 10 && Rows.Count(IsFact) >= 150);
        Assert.All(heads, cells => Assert.Equal(["", "", "Evidence", "Checked"], cells));
        Assert.Equal(heads.Count, Rows.Count(cells => cells.All(cell => cell == "---")));
        Assert.All(Kinds, kind => Assert.Contains($"- **{kind}**:", Page.Text(Name), StringComparison.Ordinal));
    }

    private static bool IsFact(string[] cells) => cells[0].Length > 0 && cells[0] != "---";

    [GeneratedRegex(@"(?<!\\)\|")]
    private static partial Regex Bar();

    [GeneratedRegex("^[A-Za-z]+")]
    private static partial Regex Word();
}
