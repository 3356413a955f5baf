using System.ComponentModel.DataAnnotations;
using System.Reflection;
using MockLlm.Engine.Yaml.Reading;

namespace MockLlm.Engine.Settings;

/// <summary>Creates a settings record from a map. All mistakes are reported. There is a record only if there are none.</summary>
internal static class RecordReader
{
    /// <summary>Reads a record.</summary>
    /// <returns>The record, or null if the map has mistakes.</returns>
    public static object? Read(YamlMapReader map, RecordShape shape)
    {
        try
        {
            return ReadFields(map, shape) is { } written ? Create(map, shape, written) : null;
        }
        catch (Exception exception)
        {
            // The code of the record threw, or one of its attributes does not support the type of its field.
            map.Wrong($"cannot be used: {(exception as TargetInvocationException)?.InnerException?.Message ?? exception.Message}");
            return null;
        }
    }

    private static Dictionary<RecordField, object?>? ReadFields(YamlMapReader map, RecordShape shape)
    {
        var written = new Dictionary<RecordField, object?>();
        var good = true;
        foreach (var field in shape.Fields)
        {
            if ((field.IsRequired ? map.Required(field.Name, FieldRules.Expected(field)) : map.Value(field.Name)) is not { } value)
            {
                good &= !field.IsRequired;
            }
            else if (FieldReader.TryRead(value, field.Type, out var read) && FieldRules.Hold(field, value, read))
            {
                written.Add(field, read);
            }
            else
            {
                good = false;
            }
        }

        return good ? written : null;
    }

    private static object? Create(YamlMapReader map, RecordShape shape, Dictionary<RecordField, object?> written)
    {
        var record = shape.Create([.. shape.Parameters.Select(field => written.TryGetValue(field, out var value) ? value : field.Default)]);
        foreach (var (field, value) in written.Where(pair => !pair.Key.IsParameter))
        {
            field.Property!.SetValue(record, value);
        }

        return IsComplete(map, shape, record, written) ? record : null;
    }

    private static bool IsComplete(YamlMapReader map, RecordShape shape, object record, Dictionary<RecordField, object?> written)
    {
        var missing = shape.Fields.Where(field => !written.ContainsKey(field) && FieldRules.IsRequired(field, record)).ToList();
        foreach (var field in missing)
        {
            map.Required(field.Name, FieldRules.Expected(field));
        }

        var broken = missing.Count > 0 || record is not IValidatableObject whole ? [] : whole.Validate(new ValidationContext(record)).ToList();
        foreach (var result in broken)
        {
            map.Wrong($"cannot be used: {result.ErrorMessage}");
        }

        return missing.Count + broken.Count == 0;
    }
}
