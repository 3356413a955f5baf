using MockLlm.Engine.Yaml;
using MockLlm.Engine.Yaml.Reading;

namespace MockLlm.Engine.Settings;

/// <summary>Reads a value as the type of its field.</summary>
internal static class FieldReader
{
    /// <summary>Reads a value.</summary>
    /// <param name="value">The value in the file.</param>
    /// <param name="type">The type that it must have.</param>
    /// <param name="read">The result. Null if the value is empty and may be empty.</param>
    /// <returns>True if the value is read. False if it has mistakes, which are then reported.</returns>
    public static bool TryRead(YamlValueReader value, FieldType type, out object? read)
    {
        if (type.IsNullable && value.Node is YamlScalar { IsNull: true })
        {
            read = null;
            return true;
        }

        read = type.Kind switch
        {
            FieldKind.Text => value.Text(),
            FieldKind.Flag => value.Flag(),
            FieldKind.Whole when type.Type == typeof(int) => (int?)value.Signed(number => number is >= int.MinValue and <= int.MaxValue, type.Expected),
            FieldKind.Whole => value.Signed(_ => true, type.Expected),
            FieldKind.Number => value.Number(_ => true, type.Expected),
            FieldKind.Duration => value.Duration(),
            FieldKind.Word => ReadWord(value, type),
            FieldKind.List => ReadList(value, type),
            _ => value.Map(map => RecordReader.Read(map, type.Record!)),
        };
        return read is not null;
    }

    private static object? ReadWord(YamlValueReader value, FieldType type)
    {
        var written = (value.Node as YamlScalar)?.Text;
        var name = Enum.GetNames(type.Type).FirstOrDefault(name => SnakeCase.Of(name) == written || name == written);
        return name is null ? value.Wrong<object>(type.Expected) : Enum.Parse(type.Type, name);
    }

    private static object? ReadList(YamlValueReader value, FieldType type)
    {
        if (value.Node is not YamlList)
        {
            return value.Wrong<object>(type.Expected);
        }

        var read = value.Items(type.Expected).Select(item => (Good: TryRead(item, type.Item!, out var one), One: one)).ToList();
        if (!read.All(item => item.Good))
        {
            return null;
        }

        var itemType = type.Item!.IsNullable && type.Item.Type.IsValueType ? typeof(Nullable<>).MakeGenericType(type.Item.Type) : type.Item.Type;
        var array = Array.CreateInstance(itemType, read.Count);
        for (var i = 0; i < read.Count; i++)
        {
            array.SetValue(read[i].One, i);
        }

        return type.Type.IsInstanceOfType(array) ? array : Activator.CreateInstance(type.Type, array);
    }
}
