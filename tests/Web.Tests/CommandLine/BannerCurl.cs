using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace MockLlm.Web.Tests.CommandLine;

/// <summary>Sends what the banner's curl sends.</summary>
internal static partial class BannerCurl
{
    /// <summary>The text that is answered.</summary>
    public static async Task<string?> Run(string banner)
    {
        var curl = Command().Match(banner);
        Assert.True(curl.Success, $"There is no curl in:\n{banner}");
        using var http = new HttpClient();
        using var body = new StringContent(curl.Groups["body"].Value, Encoding.UTF8, curl.Groups["type"].Value);
        using var answer = await http.PostAsync(new Uri(curl.Groups["url"].Value), body);
        Assert.Equal(System.Net.HttpStatusCode.OK, answer.StatusCode);
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return json.RootElement.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString();
    }

    [GeneratedRegex("^  curl (?<url>http://\\S+) -H 'content-type: (?<type>[^']+)' -d '(?<body>[^']+)'$", RegexOptions.Multiline)]
    private static partial Regex Command();
}
