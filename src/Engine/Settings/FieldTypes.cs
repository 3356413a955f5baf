using System.Reflection;

namespace MockLlm.Engine.Settings;

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

        return CanBeRecord(type)
            ? new(FieldKind.Record, type, nullable, Record: RecordShapes.Of(type, within))
            : throw new NotSupportedException(
                $"{member} is of type {type.Name}; use string, bool, int, long, double, TimeSpan, an enum, a record, or a list of these.");
    }

    // The framework's own types (DateTime, Uri, Dictionary, …) have constructors too, but are not written as maps.
    private static bool CanBeRecord(Type type) =>
        !type.IsInterface && !type.IsArray && !type.IsPointer && !type.IsByRefLike
        && type.Assembly != typeof(object).Assembly && type.Namespace?.Split('.')[0] != "System";

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
