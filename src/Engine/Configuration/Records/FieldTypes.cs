using System.Reflection;

namespace MockLlm.Engine.Configuration.Records;

/// <summary>Says of a .NET type how it is written in responses.yml.</summary>
internal static class FieldTypes
{
    /// <param name="info">The type with its nullability.</param>
    /// <param name="member">Its name in messages.</param>
    /// <param name="within">The records it is nested in.</param>
    /// <exception cref="NotSupportedException">Nothing in the file can be such a value.</exception>
    public static FieldType Of(NullabilityInfo info, string member, IReadOnlyList<Type> within)
    {
        var type = Nullable.GetUnderlyingType(info.Type) ?? info.Type;
        var nullable = type != info.Type || (!type.IsValueType && info.ReadState != NullabilityState.NotNull);
        if (KindOf(type) is { } kind)
        {
            return new(kind, type, nullable);
        }

        if (ItemOf(info, type) is { } item)
        {
            return new(FieldKind.List, type, nullable, Of(item, member, within));
        }

        return type.IsPrimitive || type.IsInterface || type.IsArray || type.IsByRefLike || type == typeof(object) || type.Namespace?.StartsWith("System", StringComparison.Ordinal) == true
            ? throw new NotSupportedException(
                $"{member} is of type {type.Name}; use string, bool, int, long, double, TimeSpan, an enum, a record, or a list of these.")
            : new(FieldKind.Record, type, nullable, Record: Shapes.Of(type, within));
    }

    private static FieldKind? KindOf(Type type) => type switch
    {
        _ when type == typeof(string) => FieldKind.Text,
        _ when type == typeof(bool) => FieldKind.Flag,
        _ when type == typeof(int) || type == typeof(long) => FieldKind.Whole,
        _ when type == typeof(double) => FieldKind.Number,
        _ when type == typeof(TimeSpan) => FieldKind.Duration,
        { IsEnum: true } => FieldKind.Word,
        _ => null,
    };

    private static NullabilityInfo? ItemOf(NullabilityInfo info, Type type)
    {
        if (type.IsSZArray)
        {
            return info.ElementType;
        }

        return type is { IsGenericType: true } && info.GenericTypeArguments is [var item]
            && type.IsAssignableFrom(typeof(List<>).MakeGenericType(item.Type))
            ? item
            : null;
    }
}
