using System.Globalization;
using System.Text;

namespace MockLlm.Providers.OpenAi.Audio;

/// <summary>Writes a transcript as subtitles.</summary>
internal static class Captions
{
    /// <summary>Writes SubRip. It has numbers, and commas in its times.</summary>
    public static string Srt(Transcript transcript)
    {
        var captions = new StringBuilder();
        foreach (var (index, heard) in transcript.Segments().Index())
        {
            captions.Append(CultureInfo.InvariantCulture, $"{index + 1}\n{Time(heard.Start, ',')} --> {Time(heard.End, ',')}\n{heard.Text.Trim()}\n\n");
        }

        return captions.ToString();
    }

    /// <summary>Writes WebVTT (W3C). It has dots in its times.</summary>
    public static string Vtt(Transcript transcript)
    {
        var captions = new StringBuilder("WEBVTT\n\n");
        foreach (var heard in transcript.Segments())
        {
            captions.Append(CultureInfo.InvariantCulture, $"{Time(heard.Start, '.')} --> {Time(heard.End, '.')}\n{heard.Text.Trim()}\n\n");
        }

        return captions.ToString();
    }

    private static string Time(double seconds, char point)
    {
        var time = TimeSpan.FromSeconds(seconds);
        return string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours:00}:{time.Minutes:00}:{time.Seconds:00}{point}{time.Milliseconds:000}");
    }
}
