using MockLlm.Engine.Catalog;
using MockLlm.Engine.Configuration;
using MockLlm.Engine.Yaml;

namespace MockLlm.Engine.Tests.Catalog;

/// <summary><c>models</c>: what is written over and beside what the providers list.</summary>
public sealed class ModelsSectionTests
{
    private static readonly KnownProvider[] Known =
    [
        new("openai")
        {
            Models =
            [
                new("gpt-4o") { Aliases = ["gpt-4o-2024-08-06"], ContextWindow = 128_000, MaxTokens = 16_384 },
                new("o1"),
            ],
        },
        new("anthropic") { Models = [new("claude-20250929") { Aliases = ["claude"], ContextWindow = 200_000, MaxTokens = 64_000 }] },
    ];

    [Theory]
    [InlineData("")]
    [InlineData("models: []")]
    public void What_the_providers_list_is_there(string yaml)
    {
        var models = Good(yaml);

        Assert.Equal(["gpt-4o", "gpt-4o-2024-08-06", "o1"], models.Of("openai").Names);
        Assert.Equal(["claude-20250929", "claude"], models.Of("anthropic").Names);
    }

    [Fact]
    public void A_new_model_comes_last()
    {
        var models = Good("models: [{name: mine, provider: openai, aliases: [m], context_window: 10, max_tokens: 5}]").Of("openai");

        Assert.Equal("mine", models.All[^1].Name);
        Assert.Equal((10, 5), (models.Find("m")!.ContextWindow, models.Find("m")!.MaxTokens));
        Assert.Equal(3, models.All.Count);
    }

    [Theory]
    [InlineData("gpt-4o")]
    [InlineData("gpt-4o-2024-08-06")]
    public void A_listed_model_is_overridden_in_its_place_key_by_key(string name)
    {
        var models = Good($"models: [{{name: {name}, provider: openai, aliases: [4o], context_window: 10}}]").Of("openai");

        Assert.Equal("gpt-4o", models.All[0].Name);
        Assert.Equal((10, 16_384), (models.All[0].ContextWindow, models.All[0].MaxTokens));
        Assert.Equal(["gpt-4o", "gpt-4o-2024-08-06", "4o"], models.All[0].Names);
    }

    [Fact]
    public void Two_providers_may_list_one_name()
    {
        var models = Good("models: [{name: o1, provider: anthropic, max_tokens: 7}]");

        Assert.Null(models.Of("openai").Find("o1")!.MaxTokens);
        Assert.Equal(7, models.Of("anthropic").Find("o1")!.MaxTokens);
    }

    [Theory]
    [InlineData("models: {name: x}", 1, 9, "models is a map: it must be a list of models, such as [{name: my-model, provider: openai}]")]
    [InlineData("models: [gpt-4o]", 1, 10, "models[0] is gpt-4o: it must be a map of keys such as name and provider")]
    [InlineData("models: [{provider: openai}]", 1, 10, "models[0].name is missing: it must be the name of a model")]
    [InlineData("models: [{name: x}]", 1, 10, "models[0].provider is missing: it must be a registered provider, such as openai")]
    [InlineData("models: [{name: x, provider: opnai}]", 1, 30, "models[0].provider is opnai: did you mean openai?")]
    [InlineData("models: [{name: x, provider: bedrock}]", 1, 30, "models[0].provider is bedrock: known providers are openai, anthropic")]
    [InlineData("models: [{name: '', provider: openai}]", 1, 17, "models[0].name is empty: it must be a text that is not empty")]
    [InlineData("models: [{name: x, provider: openai, max_tokens: 0}]", 1, 50, "models[0].max_tokens is 0: it must be a whole number from 1 to 2147483647, for instance 128000")]
    [InlineData("models: [{name: x, provider: openai, context_window: 1.5}]", 1, 54, "models[0].context_window is 1.5: it must be a whole number from 1 to 2147483647, for instance 128000")]
    [InlineData("models: [{name: x, provider: openai, aliases: y}]", 1, 47, "models[0].aliases is y: it must be a list of names, such as [4o]")]
    [InlineData("models: [{name: x, provider: openai, max_token: 1}]", 1, 38, "models[0].max_token is not a known key: did you mean max_tokens?")]
    [InlineData("models: [{name: x, provider: openai, aliases: [o1]}]", 1, 48, "models[0].aliases[0] is o1: a model of openai has that name, choose another")]
    [InlineData("models: [{name: x, provider: openai, aliases: [x]}]", 1, 48, "models[0].aliases[0] is x: a model of openai has that name, choose another")]
    [InlineData("models: [{name: x, provider: openai, aliases: [y, y]}]", 1, 51, "models[0].aliases[1] is y: a model of openai has that name, choose another")]
    [InlineData("models: [{name: x, provider: openai}, {name: x, provider: openai}]", 1, 46, "models[1].name is x: openai already has it from an earlier entry, keep one")]
    [InlineData("models: [{name: x, provider: openai, aliases: [y]}, {name: y, provider: openai}]", 1, 60, "models[1].name is y: openai already has it from an earlier entry, keep one")]
    public void Says_where_a_mistake_is_what_was_found_and_what_to_write(string yaml, int line, int column, string message) =>
        Assert.Equal(new ConfigError(line, column, message), SnapshotReader.Read(yaml, Known).Errors[0]);

    [Fact]
    public void All_mistakes_are_found_at_once() =>
        Assert.Equal(3, SnapshotReader.Read("models: [{name: x}, {provider: opnai, max_tokens: -1, name: y}]", Known).Errors.Count);

    private static ModelRegistry Good(string yaml)
    {
        var reading = SnapshotReader.Read(yaml, Known);
        Assert.Empty(reading.Errors);
        return reading.Snapshot!.Models;
    }
}
