using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace MockLlm.Engine.Settings;

/// <summary>Finds the fields of a settings record by reflection.</summary>
internal static class RecordShapes
{
    /// <summary>Finds the fields of a record.</summary>
    /// <exception cref="NotSupportedException">The type is not supported. The message names the member and what to change.</exception>
    public static RecordShape Of(Type type) => Of(type, []);

    /// <summary>Finds the fields of a record that can be nested in others.</summary>
    /// <param name="type">The type of the record.</param>
    /// <param name="outer">The records that it is nested in.</param>
    internal static RecordShape Of(Type type, IReadOnlyList<Type> outer)
    {
        if (outer.Contains(type))
        {
            throw new NotSupportedException($"{type.FullName} contains itself; a settings record cannot be recursive.");
        }

        var constructor = Constructor(type);
        var parameters = constructor?.GetParameters() ?? [];
        var properties = type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.GetIndexParameters().Length == 0).ToList();
        IReadOnlyList<Type> within = [.. outer, type];
        return new(
            type,
            constructor,
            [
                .. parameters.Select(parameter => OfParameter(parameter, Named(properties, parameter), within)),
                .. properties.Where(property => property.SetMethod is { IsPublic: true } && !parameters.Any(parameter => Matches(property, parameter)))
                    .Select(property => OfProperty(property, constructor, within)),
            ]);
    }

    private static ConstructorInfo? Constructor(Type type)
    {
        var constructors = type.GetConstructors();
        var chosen = constructors.FirstOrDefault(constructor => constructor.GetParameters().Length == 0)
            ?? (constructors.Length == 1 ? constructors[0] : null);
        return type.IsAbstract || type.ContainsGenericParameters || (chosen is null && !type.IsValueType)
            ? throw new NotSupportedException($"{type.FullName} cannot be created; give it one public constructor.")
            : chosen;
    }

    private static RecordField OfParameter(ParameterInfo parameter, PropertyInfo? property, IReadOnlyList<Type> within)
    {
        var type = FieldTypes.Of(new NullabilityInfoContext().Create(parameter), $"{within[^1].FullName}.{parameter.Name}", within);
        return new(
            SnakeCase.Of(property?.Name ?? parameter.Name!),
            type,
            [.. Rules(parameter), .. property is null ? [] : Rules(property)],
            !parameter.HasDefaultValue,
            parameter.HasDefaultValue ? DefaultOf(parameter) : null,
            Description(parameter) ?? (property is null ? null : Description(property)),
            property,
            IsParameter: true);
    }

    private static RecordField OfProperty(PropertyInfo property, ConstructorInfo? constructor, IReadOnlyList<Type> within) => new(
        SnakeCase.Of(property.Name),
        FieldTypes.Of(new NullabilityInfoContext().Create(property), $"{within[^1].FullName}.{property.Name}", within),
        [.. Rules(property)],
        property.IsDefined(typeof(RequiredMemberAttribute)) && constructor?.IsDefined(typeof(SetsRequiredMembersAttribute)) != true,
        Default: null,
        Description(property),
        property,
        IsParameter: false);

    // Reflection returns the default of a nullable enum as a number, and the default of a struct as null.
    private static object? DefaultOf(ParameterInfo parameter)
    {
        var bare = Nullable.GetUnderlyingType(parameter.ParameterType);
        return parameter.DefaultValue switch
        {
            null when bare is null && parameter.ParameterType.IsValueType => Activator.CreateInstance(parameter.ParameterType),
            { } value when bare is { IsEnum: true } => Enum.ToObject(bare, value),
            var value => value,
        };
    }

    private static PropertyInfo? Named(IEnumerable<PropertyInfo> properties, ParameterInfo parameter) =>
        properties.FirstOrDefault(property => Matches(property, parameter));

    private static bool Matches(PropertyInfo property, ParameterInfo parameter) =>
        string.Equals(property.Name, parameter.Name, StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<ValidationAttribute> Rules(ICustomAttributeProvider member) =>
        member.GetCustomAttributes(typeof(ValidationAttribute), inherit: true).Cast<ValidationAttribute>();

    private static string? Description(ICustomAttributeProvider member) =>
        member.GetCustomAttributes(typeof(DescriptionAttribute), inherit: true).Cast<DescriptionAttribute>().FirstOrDefault()?.Description
        ?? member.GetCustomAttributes(typeof(DisplayAttribute), inherit: true).Cast<DisplayAttribute>().FirstOrDefault()?.GetDescription();
}
