namespace MockLlm.Providers.OpenAi.Audio;

/// <summary>OpenAI's words for audio requests that it refuses.</summary>
internal static class AudioWording
{
    public static Problem EmptyText { get; } = Refused(
        "input", "empty_string", "Invalid 'input': empty string. Expected a string with minimum length 1, but got an empty string instead.");

    public static Problem Format { get; } = Problem.Of(
        ErrorKind.InvalidRequest,
        $"Invalid file format. Supported formats: [{string.Join(", ", TranscriptionRequest.FileFormats.Select(format => $"'{format}'"))}]");

    public static Problem TooShort { get; } = Refused(
        "file", "audio_too_short", "Audio file is too short. Minimum audio length is 0.1 seconds.");

    public static Problem LongText(int length, int longest) => Refused(
        "input",
        "string_above_max_length",
        FormattableString.Invariant($"Invalid 'input': string too long. Expected a string with maximum length {longest}, but got a string with length {length} instead."));

    // The live API sends this problem as a server error.
    public static Problem TooLarge(long length, long largest) => new(
        413, ErrorKind.ServerError, FormattableString.Invariant($"Maximum content size limit ({largest}) exceeded ({length} bytes read)"));

    public static Problem Incompatible(string format, string model) => Refused(
        "response_format",
        "unsupported_value",
        $"response_format '{format}' is not compatible with model '{model}'. Use 'json' or 'text' instead.");

    public static Problem Missing(string field) => OpenAiWording.Instance.Body(new(BodyFlaw.Missing, field));

    public static Problem Unknown(string field, IReadOnlyList<string> allowed, string found) => OpenAiWording.Instance.Body(
        new(BodyFlaw.UnknownValue, field, string.Join(", ", allowed.Select(value => $"'{value}'")), $"'{found}'"));

    public static Problem Temperature(string found) => Refused(
        "temperature", "invalid_value", $"Invalid value for 'temperature': expected a number from 0 to 1, but got '{found}' instead.");

    private static Problem Refused(string param, string code, string message) =>
        Problem.Of(ErrorKind.InvalidRequest, message) with { Param = param, Code = code };
}
