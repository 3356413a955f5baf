using MockLlm.Engine.Rules.Replies;

namespace MockLlm.Engine.Tests.Rules.Replies;

public sealed class TemplateTests
{
    private const string Body = """{"user": "ann", "n": 1.50, "stream": true, "metadata": {"team": "a b", "deep": {"x": [1, 2]}}, "tags": ["p", "q"], "holes": [1, "a", [null], {"t": null}], "hole": null, "mixed": [{"t": [1]}, 2]}""";

    [Theory]
    [InlineData("Hello {{ prompt }}!", "Hello hi there!")]
    [InlineData("{{system}}|{{model}}|{{provider}}|{{turn}}", "be polite|4o|openai|1")]
    [InlineData("{{ header.x-tenant }} {{ header.X-Tenant }} {{ header.other }}.", "acme acme .")]
    [InlineData("{{ request.user }} {{ request.n }} {{ request.stream }} {{ request.none }}.", "ann 1.50 true .")]
    [InlineData("{{ request.metadata.team }} {{ request.metadata.deep }} {{ request.tags }}", """a b {"x": [1, 2]} ["p", "q"]""")]
    [InlineData("{{#if request.stream}}streamed{{else}}plain{{/if}}", "streamed")]
    [InlineData("{{#each request.tags}}{{ this }}-{{ ../prompt }};{{/each}}", "p-hi there;q-hi there;")]
    [InlineData("{{#with request.metadata}}{{ team }}{{/with}}", "a b")]
    [InlineData("{{#with request.hole}}x{{/with}}{{#each request.hole}}y{{/each}}{{ request.hole.deep }}.", ".")]
    [InlineData("{{!-- nothing {{ here }} --}}{{! nor here }}x", "x")]
    [InlineData("{{#each request.tags as |tag place|}}{{ place }}{{ tag }}{{else}}none{{/each}}", "0p1q")]
    [InlineData("{{#if request.none}}a{{else if request.stream}}b{{else}}c{{/if}}", "b")]
    [InlineData("{{ lookup request.tags 1 }}{{#if (lookup request.tags 0)}}!{{/if}}", "q!")]
    [InlineData("{{#request.tags}}{{ this }}{{/request.tags}}", "pq")]
    [InlineData("\\{{ prompt }}", "{{ prompt }}")]
    public void Is_filled_with_what_the_request_says(string template, string text) => Assert.Equal(text, Fill(template, "hi there"));

    [Fact]
    public void What_is_filled_in_is_never_read_as_a_template() =>
        Assert.Equal("{{ model }} <b> & \"x\" {{> y}}", Fill("{{ prompt }}", "{{ model }} <b> & \"x\" {{> y}}"));

    [Fact]
    public void A_list_with_items_of_several_types_refuses_the_request_if_a_name_is_looked_for_in_them() =>
        Assert.Throws<ReplyRefusedException>(() => Fill("{{#each request.mixed}}{{#each t}}x{{/each}}{{/each}}", "hi"));

    [Theory]
    [InlineData("{{#each request.tags}}{{ lookup }}{{/each}}")]
    [InlineData("{{#each request.tags}}{{#each ...}}x{{/each}}{{/each}}")]
    public void A_template_that_is_broken_where_only_some_requests_reach_it_refuses_them(string template) =>
        Assert.Throws<ReplyRefusedException>(() => Fill(template, "hi"));

    [Fact]
    public void Items_of_several_types_are_written_as_they_are() =>
        Assert.Equal("""1,a,[null],{"t": null},""", Fill("{{#each request.holes}}{{ this }},{{/each}}", "hi"));

    [Fact]
    public void A_uuid_is_drawn_for_the_request_and_the_same_within_its_reply()
    {
        var ids = Fill("{{ uuid }} {{ uuid }}", "hi").Split(' ');

        Assert.Equal(ids[0], ids[1]);
        Assert.Matches("^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$", ids[0]);
        Assert.NotEqual(ids[0], Fill("{{ uuid }}", "hi", seed: 2));
    }

    [Fact]
    public void The_time_is_the_requests() =>
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$", Fill("{{ now }}", "hi"));

    [Fact]
    public void A_filled_text_has_at_most_a_million_characters() =>
        Assert.Equal(1_000_000, Fill("{{ prompt }}{{ prompt }}", new string('a', 600_000)).Length);

    [Theory]
    [InlineData("{{ prompt", "it must be a template")]
    [InlineData("{{ ", "it must be a template")]
    [InlineData("{{#each prompt}y }}{{/each}}", "it must be a template")]
    [InlineData("{{#if prompt}}x", "it must be a template")]
    [InlineData("{{/if}}", "it must be a template")]
    [InlineData("{{}}", "it must be a template")]
    [InlineData("{{ nosuch prompt }}", "there is no {{ nosuch }}")]
    [InlineData("{{ header }}", "needs a field")]
    [InlineData("{{#with request.map}}{{e s}}{{/with}}", "there is no helper e")]
    [InlineData("{{ prompt model }}", "there is no helper prompt")]
    [InlineData("{{ prompt \"x\" }}", "there is no helper prompt")]
    [InlineData("{{#with request.map}}{{#e s}}x{{/e}}{{/with}}", "there is no helper e")]
    [InlineData("{{#with request.map}}{{#if (e s)}}x{{/if}}{{/with}}", "there is no helper e")]
    [InlineData("{{#each request.}}x{{/each}}", "needs a field")]
    public void A_broken_template_says_what_to_change(string template, string advice) =>
        Assert.Contains(advice, Engine.Rules.Replies.Template.Of(template).Advice, StringComparison.Ordinal);

    private static string Fill(string template, string prompt, ulong seed = 1)
    {
        var yaml = $"rules: [{{reply: {{text: '{template}'}}}}]";
        var mock = RuleMock.Of(yaml, headers: new() { ["x-tenant"] = "acme" }, body: Body, seed: seed);
        return mock.Respond(new Conversation([new("system", "be polite"), new("user", prompt)], "4o")).Text;
    }
}
