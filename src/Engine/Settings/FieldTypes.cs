using System.Reflection;

namespace MockLlm.Engine.Settings;

/// <summary>Finds how a .NET type is written in responses.yml.</summary>
internal static class FieldTypes
{
    /// <summary>Finds the field type of a .NET type.</summary>
    /// <param name="info">The type with its nullability.</param>
    /// <param name="member">The name of the member for messages.</param>
    /// <param name="within">The records that the member is nested in.</param>
    /// <exception cref="NotSupportedException">The type is not supported.</exception>
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

    // The types of .NET itself (DateTime, Uri, Dictionary, …) have constructors too, but they are not written as maps.
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
