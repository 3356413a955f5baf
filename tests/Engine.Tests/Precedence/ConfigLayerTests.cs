using MockLlm.Engine.Precedence;

namespace MockLlm.Engine.Tests.Precedence;

public sealed class ConfigLayerTests
{
    [Fact]
    public void Layers_have_one_order_and_names_for_people() => Assert.Equal(
        ["request", "live", "live", "rule", "model", "provider", "top level", "default"],
        Enum.GetValues<ConfigLayer>().Order().Select(layer => new ConfigOrigin(layer).Name));

    [Fact]
    public void A_profile_is_the_lowest_part_of_the_layer_that_names_it()
    {
        var (rule, profile, model) = (new ConfigOrigin(ConfigLayer.Rule), new ConfigOrigin(ConfigLayer.Rule, "gpt-4o"), new ConfigOrigin(ConfigLayer.Model));

        Assert.True(rule.ComesBefore(profile));
        Assert.True(profile.ComesBefore(model));
        Assert.False(profile.ComesBefore(rule));
        Assert.False(rule.ComesBefore(rule));
        Assert.Equal(("profile", "rule"), (profile.Name, profile.NamedAt));
    }

    [Fact]
    public void The_first_of_two_values_wins_whichever_is_named_first()
    {
        var (live, file) = (new ConfigValue<int>(1, "1", new(ConfigLayer.LiveTopLevel)), new ConfigValue<int>(2, "2", new(ConfigLayer.Rule)));

        Assert.Same(live, ConfigValue.First(live, file));
        Assert.Same(live, ConfigValue.First(file, live));
        Assert.Same(file, ConfigValue.First(null, file));
        Assert.Null(ConfigValue.First<int>(null, null));
    }
}
