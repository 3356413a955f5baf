using System.Text;
using FsCheck;
using FsCheck.Fluent;
using MockLlm.Engine.Faults;

namespace MockLlm.Web.Tests.Control;

/// <summary>What a request may ask of the server for itself, as nobody would write it: pairs with wrong keys and values, and any bytes.</summary>
internal static class AnyControl
{
    private static readonly string[] Keys =
    [
        "kind", "status", "message", "retry_after", "headers", "for", "by", "bytes", "pause", "tokens", "event", "error", "at", "after", "after_events", "probability",
        "name", "when", "times", "time_to_first_token", "inter_token", "prefill_per_token", "load_factor", "speed", "batch", "slots", "queue", "profile", "", " ", "Kind", "x",
    ];

    private static readonly string[] Values =
    [
        "503", "200", "0", "-1", "1", "0.3", "1.5", "1e999", "99999999999999999999", "20", "20ms", "1s", "1d", "80us", "1h", "true", "null", "~", "", " ", "none", "gpt-4o",
        "{mean: 14ms, cv: 0.3}", "{median: 1ms, p99: 2ms}", "{min: 2ms, max: 1ms}", "{samples: [1ms, 2ms]}", "{samples: []}", "{a: {b: [1, 2]}}", "{x-a: b}", "{x: \u0001}",
        "[", "]", "{", "}", "'", "\"", "'a", "&a", "*a", "!!int 3", "#", "%", "- a", "a: b", "<<: {a: 1}", "|", ">", "no luck", "\\", "é", "😀",
    ];

    private static readonly string[] Parts = [";", "=", ":", ",", " ", "; ", ": ", "{", "}", "[", "]", "'", "\"", "\t", "kind", "status", "503", "hang", "20ms", "\u007f"];

    /// <summary>Text for <c>X-MockLlm-Fault</c> or its query.</summary>
    public static Gen<string> Fault => Gen.Frequency(
        (3, from kind in Gen.Elements<string>([.. FaultKinds.Names, "sttus", "", "Status"]) from pairs in Pairs select $"kind={kind}; {pairs}"),
        (2, from kind in Gen.Elements<string>([.. FaultKinds.Names, "x"]) from value in Gen.Elements(Values) select $"{kind}:{value}"),
        (1, Pairs),
        (2, Mixture));

    /// <summary>Text for <c>X-MockLlm-Latency</c> or its query.</summary>
    public static Gen<string> Latency => Gen.Frequency((3, Pairs), (1, Gen.Elements(Values)), (2, Mixture));

    /// <summary>Text for <c>X-MockLlm-Seed</c>.</summary>
    public static Gen<string> Seed => Gen.Frequency(
        (2, Gen.Choose(0, int.MaxValue).Select(seed => $"{seed}")),
        (2, Gen.Elements("-1", "1.5", "18446744073709551615", "18446744073709551616", "0x7", "1e3", "٣", "", " 7 ", "7,8", "+7")),
        (1, Mixture));

    /// <summary>Bytes that may stand in a header's value, good text or not.</summary>
    public static Gen<byte[]> Bytes => Gen.Choose(1, 255).Where(value => value is not ('\r' or '\n')).ListOf().Select(values => values.Select(value => (byte)value).ToArray());

    private static Gen<string> Pairs =>
        from pairs in (from key in Gen.Elements(Keys) from value in Gen.Elements(Values) select $"{key}={value}").ListOf()
        select string.Join("; ", pairs.Take(4));

    private static Gen<string> Mixture => Gen.Elements(Parts).ListOf().Select(string.Concat);

    /// <summary>The bytes of a text, each character that has none in Latin-1 as UTF-8.</summary>
    public static Gen<byte[]> Utf8(Gen<string> text) => text.Select(Encoding.UTF8.GetBytes);
}
