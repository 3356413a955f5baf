using MockLlm.Engine.Media;
using MockLlm.Providers.Anthropic.Messages;

namespace MockLlm.Providers.Tests.Anthropic.Messages;

/// <summary>The examples of Anthropic's guide "Vision".</summary>
public sealed class ImageTokensTests
{
    [Theory]
    [InlineData(200, 200, 54)]
    [InlineData(1000, 1000, 1334)]
    [InlineData(1092, 1092, 1590)]
    [InlineData(3000, 2000, 1600)]
    [InlineData(7840, 100, 42)]
    [InlineData(1, 1, 1)]
    public void An_image_costs_its_pixels_by_750_after_it_is_shrunk(int width, int height, int tokens) =>
        Assert.Equal(tokens, ImageTokens.Of(new PixelSize(width, height)));

    [Fact]
    public void An_image_of_unknown_size_costs_the_most() => Assert.Equal(1600, ImageTokens.Of(null));
}
