using System.Globalization;
using MockLlm.Engine.Yaml;
using MockLlm.Engine.Yaml.Reading;

namespace MockLlm.Engine.Completions;

/// <summary>Reads <c>settings.chunk</c>: a unit, or a number of characters.</summary>
internal static class ChunkSetting
{
    private const string Expected = "it must be token, word, character or {characters: 20}";

    public static Chunking? Read(YamlValueReader value) => value.Node switch
    {
        YamlMap { Entries.Count: > 0 } => value.Map(ReadMap),
        YamlScalar { Text: "token" } => Chunking.Tokens,
        YamlScalar { Text: "word" } => Chunking.Words,
        YamlScalar { Text: "character" } => Chunking.Characters,
        _ => value.Wrong<Chunking>(Expected),
    };

    /// <summary>Writes a setting as it stands in the file.</summary>
    public static string Write(Chunking chunking) => chunking switch
    {
        { Unit: ChunkUnit.Token } => "token",
        { Unit: ChunkUnit.Word } => "word",
        { Size: 1 } => "character",
        _ => string.Create(CultureInfo.InvariantCulture, $"{{characters: {chunking.Size}}}"),
    };

    private static Chunking ReadMap(YamlMapReader map)
    {
        const string Range = "it must be a whole number from 1 to 2147483647, for instance 20";
        var size = map.Value("characters")?.Whole(number => number is >= 1 and <= int.MaxValue, Range);
        return new(ChunkUnit.Character, (int)(size ?? 1));
    }
}
