using System.Text;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using MockLlm.Engine.Configuration;
using MockLlm.Engine.Configuration.Files;

namespace MockLlm.Engine.Tests.Configuration;

/// <summary>Whatever is read gives a snapshot or errors with places inside the text, and never an exception.</summary>
public sealed partial class SnapshotReaderProperties
{
    private const string Valid = """
        # A file with some of everything
        responses: &all
          "what is 2+2?": '2+2 equals 9.'
          ? plain
          : |
            two
            lines
        defaults: {unknown_response: "I don't \u006bnow"}
        settings:
          lag_enabled: on
          lag_factor: 1e1
          chunk: {characters: 20}
          api_keys: [sk-a, *key, !!str 7]
        seed: &key 42
        server: {<<: {drain: 10s}, max_body: 32MiB}
        providers: {openai: {enabled: no}}
        """;

    [Property(MaxTest = 1000)]
    public void Any_text_gives_a_reading(string? text) => AssertSound(text ?? "");

    [Property(MaxTest = 1000)]
    public Property Any_sequence_of_what_yaml_is_made_of_gives_a_reading() =>
        Prop.ForAll(Fragment().ListOf().Select(string.Concat).ToArbitrary(), AssertSound);

    [Property(MaxTest = 1000)]
    public Property A_valid_file_with_random_edits_gives_a_reading() =>
        Prop.ForAll(Gen.NonEmptyListOf(Slip()).Select(slips => slips.Aggregate(Valid, (text, slip) => slip(text))).ToArbitrary(), AssertSound);

    [Property(MaxTest = 1000)]
    public Property A_file_cut_off_anywhere_gives_a_reading() =>
        Prop.ForAll(Gen.Choose(0, Valid.Length).ToArbitrary(), length => AssertSound(Valid[..length]));

    [Property(MaxTest = 1000)]
    public void Any_bytes_give_a_reading(byte[] bytes)
    {
        var reading = ConfigFile.Read(bytes, []);

        Assert.NotEqual(reading.Snapshot is null, reading.Errors.Count == 0);
    }

    [Property(MaxTest = 1000)]
    public void Any_prompt_and_any_response_are_read_back(NonNull<string> prompt, NonNull<string> response)
    {
        var reading = SnapshotReader.Read($"responses:\n  {Quoted(prompt.Get)}: {Quoted(response.Get)}\n", []);

        Assert.Empty(reading.Errors);
        Assert.Equal(response.Get, reading.Snapshot?.Responses.Find(prompt.Get)?.Text);
    }

    private static void AssertSound(string text)
    {
        var reading = SnapshotReader.Read(text, ["openai", "anthropic"]);

        Assert.Equal(reading.Snapshot is null, reading.Errors.Count > 0);
        var lines = LineBreaks().Split(text.StartsWith('\uFEFF') ? text[1..] : text);
        Assert.All(reading.Errors.Concat(reading.Warnings), error =>
        {
            Assert.InRange(error.Line, 1, lines.Length);
            Assert.InRange(error.Column, 1, lines[error.Line - 1].Length + 1);
            Assert.NotEmpty(error.Message);
        });
        Assert.Equal(reading.Errors.OrderBy(error => error.Line).ThenBy(error => error.Column), reading.Errors);
    }

    private static Gen<string> Fragment() => Gen.Elements(
        "a", "responses", "settings", "seed", "lag_factor", ":", ": ", "- ", "? ", "\n", "\n  ", "\r\n", "\t", " ", "'", "\"", "\\", "\\u00",
        "[", "]", "{", "}", ",", "#", " #", "&a ", "*a", "!", "!!str ", "!!int ", "|", ">", "|2-", "<<", "<<: *a", "---", "--- ", "...", "%YAML 1.1\n", "%TAG ! x\n",
        "@", "`", "\u0085", "\u2028", "\uFEFF", "ä", "😀", "\uD800", "~", "null", "-1", "true", "20");

    /// <summary>Something is put in somewhere, taken out or doubled.</summary>
    private static Gen<Func<string, string>> Slip() =>
        from at in Gen.Choose(0, Valid.Length)
        from length in Gen.Choose(0, 12)
        from fragment in Fragment()
        from kind in Gen.Choose(0, 2)
        select new Func<string, string>(text =>
        {
            var start = Math.Min(at, text.Length);
            var piece = text.Substring(start, Math.Min(length, text.Length - start));
            return kind switch
            {
                0 => text.Insert(start, fragment),
                1 => text.Remove(start, piece.Length),
                _ => text.Insert(start, piece),
            };
        });

    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var unit in text)
        {
            quoted.Append(unit is >= ' ' and <= '~' and not '"' and not '\\' ? unit : $"\\u{(int)unit:X4}");
        }

        return quoted.Append('"').ToString();
    }

    [GeneratedRegex("\r\n|[\n\r\u0085\u2028\u2029]")]
    private static partial Regex LineBreaks();
}
