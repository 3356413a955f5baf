using MockLlm.Engine.Yaml;

namespace MockLlm.Engine.Tests.Yaml;

public sealed class YamlTreeTests
{
    [Fact]
    public void Every_node_knows_where_it_stands()
    {
        var map = Assert.IsType<YamlMap>(Good("a: 1\nbb:\n  - x\n  - \"y\"\n"));

        Assert.Equal(new Place(1, 1), map.Place);
        Assert.Equal(new Place(2, 1), map.Entries[1].Key.Place);
        var list = Assert.IsType<YamlList>(map.Entries[1].Value);
        Assert.Equal([new Place(3, 5), new Place(4, 5)], list.Items.Select(item => item.Place));
    }

    [Theory]
    [InlineData("null", true)]
    [InlineData("~", true)]
    [InlineData("", true)]
    [InlineData("!!null ''", true)]
    [InlineData("'null'", false)]
    [InlineData("!!str null", false)]
    [InlineData("! null", false)]
    [InlineData("''", false)]
    public void Only_an_unquoted_nothing_is_null(string written, bool isNull)
    {
        var map = Assert.IsType<YamlMap>(Good("a: " + written));

        Assert.Equal(isNull, Assert.IsType<YamlScalar>(map.Entries[0].Value).IsNull);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  \n\n")]
    [InlineData("# only a comment\n")]
    public void A_text_without_a_document_has_no_root(string text)
    {
        var reading = YamlTree.Read(text);

        Assert.Null(reading.Root);
        Assert.Empty(reading.Errors);
    }

    [Theory]
    [InlineData("a: [1, 2", 1, 9)]
    [InlineData("a: 'x", 1, 4)]
    [InlineData("a: b: c", 1, 5)]
    [InlineData("a: 1\nb:\n\tc: 2", 3, 1)]
    [InlineData("a: @b", 1, 4)]
    [InlineData("responses:\n  a: b\n c: d", 3, 2)]
    [InlineData("a: \"\\q\"", 1, 4)]
    [InlineData("a: b\0c", 1, 5)]
    [InlineData("a: b\r\nc: \u0001", 2, 4)]
    public void A_mistake_of_syntax_is_one_error_with_a_place(string text, int line, int column)
    {
        var reading = YamlTree.Read(text);

        Assert.Null(reading.Root);
        var error = Assert.Single(reading.Errors);
        Assert.Equal((line, column), (error.Line, error.Column));
    }

    [Fact]
    public void An_alias_stands_for_its_anchor()
    {
        var map = Assert.IsType<YamlMap>(Good("a: &x [1]\nb: *x\nc: &x 2\nd: *x"));

        Assert.Same(map.Entries[0].Value, map.Entries[1].Value);
        Assert.Same(map.Entries[2].Value, map.Entries[3].Value);
    }

    [Theory]
    [InlineData("a: &x [*x]", "inside")]
    [InlineData("a: &x {b: {c: *x}}", "inside")]
    [InlineData("a: *x", "no anchor")]
    [InlineData("a: *x\nb: &x 1", "no anchor")]
    public void An_alias_that_stands_for_nothing_is_an_error(string text, string reason) =>
        Assert.Contains(reason, Assert.Single(YamlTree.Read(text).Errors).Message, StringComparison.Ordinal);

    [Fact]
    public void A_billion_laughs_are_refused()
    {
        var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + string.Concat(Enumerable.Range(1, 20).Select(i =>
            $"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}]\n"));

        Assert.Contains("aliases", Assert.Single(YamlTree.Read(text).Errors).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(YamlTree.MaxDepth, 0)]
    [InlineData(YamlTree.MaxDepth + 1, 1)]
    [InlineData(100_000, 1)]
    public void Nesting_is_bounded(int depth, int errors) =>
        Assert.Equal(errors, YamlTree.Read(new string('[', depth) + new string(']', depth)).Errors.Count);

    [Fact]
    public void A_merge_key_adds_what_is_not_there()
    {
        var map = Assert.IsType<YamlMap>(Good("base: &b {x: 1, y: 2}\nmore: &m {y: 3, z: 4}\nall: {<<: [*b, *m], x: 0}"));

        var all = Assert.IsType<YamlMap>(map.Entries[2].Value);
        Assert.Equal(
            [("x", "0"), ("y", "2"), ("z", "4")],
            all.Entries.Select(entry => (entry.Key.Text, ((YamlScalar)entry.Value).Text)));
    }

    [Theory]
    [InlineData("<<: 1", 1, 5)]
    [InlineData("<<: [1]", 1, 5)]
    [InlineData("? [a]\n: b", 1, 3)]
    [InlineData(": b", 1, 1)]
    [InlineData("a: !point {x: 1}", 1, 4)]
    [InlineData("a: !!binary aGVsbG8=", 1, 4)]
    [InlineData("a: !!map 4", 1, 4)]
    [InlineData("a: 1\n---\nb: 2", 2, 1)]
    [InlineData("a: 1\n...\nb: 2", 3, 1)]
    public void What_has_no_meaning_here_is_an_error_with_a_place(string text, int line, int column)
    {
        var error = Assert.Single(YamlTree.Read(text).Errors);

        Assert.Equal((line, column), (error.Line, error.Column));
    }

    [Fact]
    public void A_quoted_merge_key_is_a_key() =>
        Assert.Equal("<<", Assert.IsType<YamlMap>(Good("\"<<\": 1")).Entries[0].Key.Text);

    [Fact]
    public void The_first_of_equal_keys_counts_and_the_others_are_listed()
    {
        var map = Assert.IsType<YamlMap>(Good("a: 1\n'a': 2"));

        Assert.Equal("1", Assert.IsType<YamlScalar>(Assert.Single(map.Entries).Value).Text);
        var repeated = Assert.Single(map.Repeated);
        Assert.Equal((new Place(2, 1), new Place(1, 1)), (repeated.Key.Place, repeated.First));
    }

    private static YamlNode Good(string text)
    {
        var reading = YamlTree.Read(text);
        Assert.Empty(reading.Errors);
        return Assert.IsType<YamlNode>(reading.Root, exactMatch: false);
    }
}
