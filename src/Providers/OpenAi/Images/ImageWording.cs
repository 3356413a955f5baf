namespace MockLlm.Providers.OpenAi.Images;

/// <summary>OpenAI's words for images that it does not make.</summary>
internal static class ImageWording
{
    /// <summary>Refuses a streamed image, because streams of images are not imitated. No client could read any other answer as one.</summary>
    public static Problem NoStream { get; } = Problem.Of(
        ErrorKind.InvalidRequest, "MockLlm does not stream images: leave 'stream' out.") with
    {
        Param = "stream",
        Code = "invalid_value",
    };

    public static Problem Unknown(string parameter) => Problem.Of(ErrorKind.InvalidRequest, $"Unknown parameter: '{parameter}'.") with
    {
        Param = parameter,
        Code = "unknown_parameter",
    };
}
