namespace MockLlm.Providers.OpenAi.Images;

/// <summary>What OpenAI says of images that it does not make.</summary>
internal static class ImageWording
{
    /// <summary>Streams of images are not imitated: to say so is better than an answer that no client can read as one.</summary>
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
