using System.ComponentModel.DataAnnotations;
using System.Reflection;

namespace MockLlm.Engine.Settings;

/// <summary>One field of a settings record.</summary>
/// <param name="Name">As it is written, in snake_case.</param>
/// <param name="Type">What may be written.</param>
/// <param name="Rules">Its DataAnnotations, those of a positional parameter included.</param>
/// <param name="IsRequired">It has no default: it must be written.</param>
/// <param name="Default">A constructor parameter's default; null for a property, whose initialiser gives it.</param>
/// <param name="Description">A sentence for a person, or null.</param>
/// <param name="Property">Where it can be read; null where a parameter has no property.</param>
/// <param name="IsParameter">Given to the constructor; else the property is set.</param>
internal sealed record RecordField(
    string Name,
    FieldType Type,
    IReadOnlyList<ValidationAttribute> Rules,
    bool IsRequired,
    object? Default,
    string? Description,
    PropertyInfo? Property,
    bool IsParameter);

/// <summary>A settings record: how it is made and what can be written of it.</summary>
/// <param name="Type">The record.</param>
/// <param name="Constructor">Makes it; null: a struct without constructor.</param>
/// <param name="Fields">The constructor's parameters in order, then the properties that are set.</param>
internal sealed record RecordShape(Type Type, ConstructorInfo? Constructor, IReadOnlyList<RecordField> Fields)
{
    /// <summary>The record with all its defaults, or null where something is required or its constructor refuses them.</summary>
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

    /// <summary>The fields that the constructor takes, in its order.</summary>
    public IEnumerable<RecordField> Parameters => Fields.Where(member => member.IsParameter);

    /// <exception cref="TargetInvocationException">The record's own code threw.</exception>
    public object Create(object?[] arguments) => Constructor?.Invoke(arguments) ?? Activator.CreateInstance(Type)!;
}
