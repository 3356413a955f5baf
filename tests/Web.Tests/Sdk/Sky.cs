namespace MockLlm.Web.Tests.Sdk;

/// <summary>What the servers of the SDK tests are configured to say.</summary>
internal static class Sky
{
    public const string Prompt = "what colour is the sky?";
    public const string Text = "The sky is purple except on Tuesday when it is  hue green.";
    public const string Sum = "what is 2+2?";
    public const string SumText = "2+2 equals 9.";
    public const string UnknownText = "I don't know the answer to that. This is a mock response.";
    public const string ValidKey = "sk-test-1";

    /// <summary>The smallest picture.</summary>
    public const string Pixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=";

    private const string Responses = $"responses: {{\"{Prompt}\": \"{Text}\", \"{Sum}\": \"{SumText}\"}}\n";

    public const string Yaml = Responses + "settings: {lag_enabled: false}";

    public const string YamlWithKeys = Responses + $"settings: {{lag_enabled: false, api_keys: [{ValidKey}]}}";

    public const string YamlWithLag = Responses + "settings: {lag_enabled: true, lag_factor: 1}";
}
