using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace MockLlm.Engine.Yaml;

/// <summary>
/// Reads JSON as a YAML tree, so that all rules for the file also apply to it. The places of its nodes are in line 0, which no file has.
/// Their columns are the offsets of the bytes, counted from 1.
/// </summary>
internal static class YamlJsonReader
{
    // YAML 1.1 has more words for true and false. JSON that was written from a file may have them as strings.
    private static readonly HashSet<string> FlagWords = new(["yes", "no", "on", "off"], StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads JSON. The root is null if there is an error.</summary>
    public static (YamlNode? Root, ConfigError? Error) Read(ReadOnlySpan<byte> json)
    {
        if (!Utf8.IsValid(json))
        {
            return (null, new(1, 1, "the body is not UTF-8"));
        }

        var reader = new Utf8JsonReader(json);
        try
        {
            reader.Read();
            var root = Node(ref reader);
            reader.Read();
            return (root, null);
        }
        catch (RepeatedName repeated)
        {
            return (null, Mistake(json, reader.TokenStartIndex, $"{KeyPath.Key("", repeated.Message)} is given twice: keep one"));
        }
        catch (JsonException broken)
        {
            return (null, new((int)(broken.LineNumber ?? 0) + 1, (int)(broken.BytePositionInLine ?? 0) + 1, "the body cannot be read as JSON from here on"));
        }
        catch (InvalidOperationException)
        {
            return (null, Mistake(json, reader.TokenStartIndex, "this text holds half of a surrogate pair"));
        }
    }

    /// <summary>The tree that is read if a tree is written as JSON.</summary>
    public static YamlNode Again(YamlNode tree)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes))
        {
            YamlJsonWriter.Write(json, tree);
        }

        return Read(bytes.WrittenSpan).Root!;
    }

    private static YamlNode Node(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.StartObject => Map(ref reader),
        JsonTokenType.StartArray => List(ref reader),
        JsonTokenType.String => Text(PlaceOf(in reader), reader.GetString()!),
        _ => new YamlScalar(PlaceOf(in reader), Encoding.UTF8.GetString(reader.ValueSpan), IsPlain: true),
    };

    private static Place PlaceOf(ref readonly Utf8JsonReader reader) => new(0, (int)reader.TokenStartIndex + 1);

    private static YamlScalar Text(Place place, string text) => new(place, text, FlagWords.Contains(text));

    private static YamlMap Map(ref Utf8JsonReader reader)
    {
        var place = PlaceOf(in reader);
        var entries = new List<YamlEntry>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = reader.GetString()!;
            if (!names.Add(name))
            {
                throw new RepeatedName(name);
            }

            var key = new YamlScalar(PlaceOf(in reader), name, IsPlain: false);
            reader.Read();
            entries.Add(new(key, Node(ref reader)));
        }

        return new(place, entries, []);
    }

    private static YamlList List(ref Utf8JsonReader reader)
    {
        var place = PlaceOf(in reader);
        var items = new List<YamlNode>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            items.Add(Node(ref reader));
        }

        return new(place, items);
    }

    private static ConfigError Mistake(ReadOnlySpan<byte> json, long index, string message)
    {
        var before = json[..(int)index];
        return new(before.Count((byte)'\n') + 1, before.Length - before.LastIndexOf((byte)'\n'), message);
    }

    // It is thrown and caught only in this class.
    private sealed class RepeatedName(string name) : Exception(name);
}
