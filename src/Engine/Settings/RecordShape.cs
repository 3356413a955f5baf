using System.ComponentModel.DataAnnotations;
using System.Reflection;

namespace MockLlm.Engine.Settings;

/// <summary>One field of a settings record.</summary>
/// <param name="Name">The key in snake_case.</param>
/// <param name="Type">The type of the value.</param>
/// <param name="Rules">The DataAnnotations of the property and of the constructor parameter.</param>
/// <param name="IsRequired">Whether it has no default, so that it must be given.</param>
/// <param name="Default">The default of a constructor parameter. Null for a property, because its initialiser sets the default.</param>
/// <param name="Description">A sentence for people, or null.</param>
/// <param name="Property">The property with its value, or null if a parameter has none.</param>
/// <param name="IsParameter">Whether it is passed to the constructor. Otherwise the property is set.</param>
internal sealed record RecordField(
    string Name,
    FieldType Type,
    IReadOnlyList<ValidationAttribute> Rules,
    bool IsRequired,
    object? Default,
    string? Description,
    PropertyInfo? Property,
    bool IsParameter);

/// <summary>A settings record with its constructor and its fields.</summary>
/// <param name="Type">The type of the record.</param>
/// <param name="Constructor">The constructor, or null for a struct without one.</param>
/// <param name="Fields">The parameters of the constructor in order, then the properties that are set.</param>
internal sealed record RecordShape(Type Type, ConstructorInfo? Constructor, IReadOnlyList<RecordField> Fields)
{
    /// <summary>The record with all defaults, or null if a field is required or the constructor throws.</summary>
    public object? Defaults()
    {
        try
        {
            return Fields.Any(field => field.IsRequired) ? null : Create([.. Parameters.Select(field => field.Default)]);
        }
        catch (TargetInvocationException)
        {
            return null;
        }
    }

    /// <summary>The parameters of the constructor in order.</summary>
    public IEnumerable<RecordField> Parameters => Fields.Where(member => member.IsParameter);

    /// <summary>Creates the record.</summary>
    /// <param name="arguments">The arguments of the constructor in order.</param>
    /// <exception cref="TargetInvocationException">The code of the record threw.</exception>
    public object Create(object?[] arguments) => Constructor?.Invoke(arguments) ?? Activator.CreateInstance(Type)!;
}
