using System.Globalization;
using System.Text.Json;

namespace MockLlm.Web.Tests.Wire;

/// <summary>An answer as it stood on the wire.</summary>
/// <param name="Status">The status code.</param>
/// <param name="Headers">By name in any case.</param>
/// <param name="Body">What it says.</param>
internal sealed record RawAnswer(int Status, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    /// <summary>Reads a head that ends in its empty line.</summary>
    public static RawAnswer Parse(string head)
    {
        var lines = head.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var field in lines.Skip(1).Select(line => line.Split(':', 2)))
        {
            headers[field[0]] = field[1].Trim();
        }

        return new(int.Parse(lines[0].Split(' ')[1], CultureInfo.InvariantCulture), headers, "");
    }
}
