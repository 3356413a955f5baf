using MockLlm.Providers.OpenAi.Images;

namespace MockLlm.Providers.Tests.OpenAi.Images;

public sealed class ImageTests
{
    private const string Path = "/v1/images/generations";

    [Fact]
    public void The_answer_of_today_s_models_is_the_documented_object()
    {
        var answer = Ask("gpt-image-1", ", \"size\": \"1536x1024\", \"quality\": \"low\"").Json!;
        answer["data"]![0]!["b64_json"] = "?";

        Golden.Matches("OpenAi/Images/Golden/gpt-image.json", answer);
    }

    [Theory]
    [InlineData("dall-e-2", "256x256")]
    [InlineData("dall-e-3", "1792x1024")]
    [InlineData("gpt-image-1", "1024x1536")]
    [InlineData("gpt-image-2", "1536x864")]
    [InlineData("gpt-image-2", "2160x3840")]
    public void The_image_is_a_valid_png_of_the_size_asked_for(string model, string size)
    {
        var png = Base64(Ask(model, $", \"size\": \"{size}\"" + (model.StartsWith("dall", StringComparison.Ordinal) ? ", \"response_format\": \"b64_json\"" : "")));

        var image = PngReading.Of(png);

        Assert.Equal(size, $"{image.Width}x{image.Height}");
        Assert.Equal(["IHDR", "PLTE", "IDAT", "IEND"], image.Chunks);
        Assert.Contains(image.Rows, row => row.Distinct().Count() == 2);
        Assert.All(image.Rows, row => Assert.Equal(row[0], row[^1]));
        Assert.InRange(png.Length, 100, 20_000);
    }

    [Fact]
    public void A_transparent_background_lets_the_light_colour_through()
    {
        var answer = Ask("gpt-image-1", ", \"background\": \"transparent\"");

        Assert.Equal("transparent", (string?)answer.Json!["background"]);
        Assert.Contains("tRNS", PngReading.Of(Base64(answer)).Chunks);
    }

    [Fact]
    public void Older_models_send_urls_and_the_url_has_the_image()
    {
        var image = Assert.Single(Ask("dall-e-3", "").Json!["data"]!.AsArray())!;
        var url = new Uri((string)image["url"]!);
        var file = OpenAiClient.Vendor.Get("/v1/images/files/{name}", url.Segments[^1]);

        Assert.StartsWith("/v1/images/files/img-", url.AbsolutePath, StringComparison.Ordinal);
        Assert.Equal("a red fox", (string?)image["revised_prompt"]);
        Assert.Equal("image/png", file.Reply.ContentType);
        Assert.Equal(1024, PngReading.Of(file.Bytes).Width);
        Assert.Equal(Base64(Ask("dall-e-3", ", \"response_format\": \"b64_json\"")), file.Bytes);
    }

    [Fact]
    public void Several_images_are_all_different_and_all_paid_for()
    {
        var answer = Ask("gpt-image-1", ", \"n\": 3").Json!;

        Assert.Equal(3, answer["data"]!.AsArray().Select(image => (string?)image!["b64_json"]).Distinct().Count());
        Assert.Equal(3 * 4160, (int)answer["usage"]!["output_tokens"]!);
    }

    [Fact]
    public void A_stream_has_the_partial_images_of_each_image_and_then_itself()
    {
        var events = Ask("gpt-image-1", ", \"n\": 2, \"stream\": true, \"partial_images\": 1").Events;
        var images = Ask("gpt-image-1", ", \"n\": 2").Json!["data"]!.AsArray().Select(image => (string?)image!["b64_json"]).ToList();

        Assert.Equal(
            ["image_generation.partial_image", "image_generation.completed", "image_generation.partial_image", "image_generation.completed"],
            events.Select(happened => happened.Name));
        Assert.Equal([images[0], images[0], images[1], images[1]], events.Select(happened => (string?)happened.Json["b64_json"]));
        Assert.Equal(0, (int)events[0].Json["partial_image_index"]!);
        Assert.Equal(2 * 4160, (int)events[^1].Json["usage"]!["output_tokens"]!);
    }

    [Fact]
    public void The_same_prompt_has_the_same_image() =>
        Assert.Equal(Base64(Ask("gpt-image-1", "")), Base64(Ask("gpt-image-1", "")));

    [Theory]
    [InlineData("img-0123456789abcdef-16x16.png", 200)]
    [InlineData("img-0123456789abcdef-99999x99999.png", 404)]
    [InlineData("img-0123456789abcdef-0x5.png", 404)]
    [InlineData("img-0123456789ABCDEF-16x16.png", 404)]
    [InlineData("img-0123456789abcdef-016x16.png", 404)]
    [InlineData("img-.png", 404)]
    [InlineData("other", 404)]
    public void Only_names_that_were_given_out_have_an_image(string name, int status) =>
        Assert.Equal(status, OpenAiClient.Vendor.Get("/v1/images/files/{name}", name).Status);

    [Theory]
    [InlineData("gpt-image-1", ", \"response_format\": \"url\"", "Unknown parameter: 'response_format'.", "response_format", "unknown_parameter")]
    [InlineData("gpt-image-1", ", \"size\": \"512x512\"", "Invalid value: '512x512'. Supported values are: '1024x1024', '1024x1536', '1536x1024', and 'auto'.", "size", "invalid_value")]
    [InlineData("gpt-image-2", ", \"size\": \"513x512\"", "Invalid value: '513x512'. Supported values are: '1024x1024', '1024x1536', '1536x1024', and 'auto'.", "size", "invalid_value")]
    [InlineData("gpt-image-2", ", \"size\": \"big\"", "Invalid value: 'big'. Supported values are: '1024x1024', '1024x1536', '1536x1024', and 'auto'.", "size", "invalid_value")]
    [InlineData("dall-e-3", ", \"n\": 2", "Invalid 'n': integer above maximum value. Expected a value <= 1, but got 2 instead.", "n", "integer_above_max_value")]
    [InlineData("dall-e-2", ", \"quality\": \"hd\"", "Invalid value: 'hd'. Supported values are: 'standard', and 'auto'.", "quality", "invalid_value")]
    [InlineData("dall-e-3", ", \"stream\": true", "Unknown parameter: 'stream'.", "stream", "unknown_parameter")]
    public void Fields_are_checked(string model, string fields, string message, string param, string code) =>
        OpenAiClient.AssertRefused(Ask(model, fields), message, param, code);

    [Theory]
    [InlineData(1024, 1024, "low", 272)]
    [InlineData(1024, 1536, "medium", 1584)]
    [InlineData(1536, 1024, "high", 6208)]
    [InlineData(2048, 2048, "medium", 4 * 1056)]
    public void Images_cost_what_the_vendor_s_table_says(int width, int height, string quality, int tokens) =>
        Assert.Equal(tokens, ImageTokenTable.Of(new(width, height), quality));

    private static Answer Ask(string model, string fields) =>
        OpenAiClient.Vendor.Post(Path, $$"""{"model": "{{model}}", "prompt": "a red fox"{{fields}}}""");

    private static byte[] Base64(Answer answer) => Convert.FromBase64String((string)answer.Json!["data"]![0]!["b64_json"]!);
}
