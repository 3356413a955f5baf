namespace MockLlm.Providers.OpenAi.Images;

/// <summary>OpenAI's words for image requests that it refuses.</summary>
internal static class ImageWording
{
    public static Problem Unknown(string parameter) => Problem.Of(ErrorKind.InvalidRequest, $"Unknown parameter: '{parameter}'.") with
    {
        Param = parameter,
        Code = "unknown_parameter",
    };
}
