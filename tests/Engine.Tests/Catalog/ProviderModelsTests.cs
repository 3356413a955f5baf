using MockLlm.Engine.Catalog;

namespace MockLlm.Engine.Tests.Catalog;

public sealed class ProviderModelsTests
{
    private static readonly ModelInfo Dated = new("big-2026-01-02") { Aliases = ["big", "big-latest"] };
    private static readonly ModelInfo Small = new("small");
    private static readonly ProviderModels Registry = new([Dated, Small]);

    [Fact]
    public void Finds_a_model_by_its_name_and_by_every_alias()
    {
        Assert.All(Dated.Names, name => Assert.Same(Dated, Registry.Find(name)));
        Assert.Same(Small, Registry.Find("small"));
    }

    [Theory]
    [InlineData("Small")]
    [InlineData("smal")]
    [InlineData("")]
    public void Finds_nothing_by_another_name(string name) => Assert.Null(Registry.Find(name));

    [Fact]
    public void Every_name_is_listed_a_models_own_before_its_aliases() =>
        Assert.Equal(["big-2026-01-02", "big", "big-latest", "small"], Registry.Names);

    [Fact]
    public void Of_two_models_with_one_name_the_first_counts() => Assert.Same(Dated, new ProviderModels([Dated, new("big")]).Find("big"));

    [Fact]
    public void A_provider_that_is_not_registered_has_no_models() => Assert.Empty(ModelRegistry.Empty.Of("nobody").All);

    [Fact]
    public void A_provider_lists_the_models_of_its_mark_without_limits()
    {
        var models = new Marked().Models;

        Assert.Equal(["one", "two"], models.Select(model => model.Name));
        Assert.All(models, model => Assert.Equal((null, null), (model.ContextWindow, model.MaxTokens)));
    }

    [Fact]
    public void A_provider_that_overrides_its_names_lists_these() =>
        Assert.Equal("three", Assert.Single(new Named().Models).Name);

    [RegisterProvider("marked", Models = ["one", "two"])]
    private sealed class Marked : LlmProvider;

    [RegisterProvider("named")]
    private sealed class Named : LlmProvider
    {
        public override IReadOnlyList<string> SupportedModels => ["three"];
    }
}
