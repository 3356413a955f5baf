using MockLlm.Engine.Media;
using MockLlm.Providers.OpenAi.Inputs;
using MockLlm.Providers.Tests.OpenAi.Chat;

namespace MockLlm.Providers.Tests.OpenAi.Inputs;

/// <summary>The examples of OpenAI's guide "Images and vision".</summary>
public sealed class ImageTokensTests
{
    private const string Pixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=";

    [Theory]
    [InlineData("gpt-4o", 1024, 1024, "high", 765)]
    [InlineData("gpt-4o", 2048, 4096, "high", 1105)]
    [InlineData("gpt-4o", 4096, 8192, "low", 85)]
    [InlineData("gpt-4o", 1, 1, null, 255)]
    [InlineData("gpt-4.1-2025-04-14", 1024, 1024, "auto", 765)]
    [InlineData("gpt-4o-mini", 1024, 1024, null, 2833 + (4 * 5667))]
    [InlineData("gpt-4o-mini-2024-07-18", 1024, 1024, "low", 2833)]
    [InlineData("gpt-5", 1024, 1024, null, 630)]
    [InlineData("gpt-5-2025-08-07", 1024, 1024, null, 630)]
    [InlineData("o3", 1024, 1024, null, 675)]
    [InlineData("gpt-4.1-mini", 1024, 1024, null, 1659)]
    [InlineData("gpt-4.1-mini", 1800, 2400, null, 2353)]
    [InlineData("gpt-4.1-mini", 4000, 1474, null, 2348)]
    [InlineData("o4-mini", 32, 32, "low", 2)]
    [InlineData("gpt-5.4", 1024, 1024, null, 1229)]
    [InlineData("gpt-5.4", 1, 100000, null, 1844)]
    [InlineData("another", 256, 256, null, 77)]
    public void An_image_costs_what_its_model_s_rule_says(string model, int width, int height, string? detail, int tokens) =>
        Assert.Equal(tokens, ImageTokens.Of(model, new PixelSize(width, height), detail));

    [Fact]
    public void An_image_that_is_elsewhere_counts_as_a_square_of_1024() =>
        Assert.Equal(ImageTokens.Of("gpt-4o", new PixelSize(1024, 1024), null), ImageTokens.Of("gpt-4o", null, null));

    [Theory]
    [InlineData("{\"type\": \"image_url\", \"image_url\": {\"url\": \"data:image/png;base64," + Pixel + "\"}}", 255)]
    [InlineData("{\"type\": \"image_url\", \"image_url\": {\"url\": \"data:image/png;base64," + Pixel + "\", \"detail\": \"low\"}}", 85)]
    [InlineData("{\"type\": \"image_url\", \"image_url\": {\"url\": \"https://example.com/x.png\"}}", 765)]
    [InlineData("{\"type\": \"input_audio\", \"input_audio\": {\"data\": \"AAAA\", \"format\": \"mp3\"}}", 1)]
    [InlineData("{\"type\": \"file\", \"file\": {\"file_id\": \"file_1\"}}", 765)]
    [InlineData("{\"type\": \"file\", \"file\": {\"file_data\": \"data:text/plain;base64,aGVsbG8gd29ybGQ=\"}}", 2)]
    [InlineData("{\"type\": \"file\", \"file\": {\"file_data\": \"data:application/pdf;base64,JVBERi0xLjQgPDwvVHlwZS9QYWdlPj4gPDwvVHlwZSAvUGFnZT4+IDw8L1R5cGUvUGFnZXM+Pg==\"}}", 2 * 765)]
    public void A_message_s_parts_are_counted_with_its_text(string part, int tokens)
    {
        var plain = Ask("").Json!["usage"]!["prompt_tokens"];
        var counted = Ask(", " + part).Json!["usage"]!["prompt_tokens"];

        Assert.Equal(tokens, (int)counted! - (int)plain!);
    }

    private static Answer Ask(string part) => ChatClient.Vendor.Post(
        ChatClient.Path, $$$"""{"model": "gpt-4o", "messages": [{"role": "user", "content": [{"type": "text", "text": "x"}{{{part}}}]}]}""");
}
