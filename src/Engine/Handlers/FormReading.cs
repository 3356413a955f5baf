namespace MockLlm.Engine.Handlers;

/// <summary>What became of a form's bytes at the edge.</summary>
/// <param name="Form">The form; null where there is none.</param>
/// <param name="Mistake">What is wrong with its bytes; null where the form was read, or where the body is no form by its content type.</param>
internal readonly record struct FormReading(Form? Form, string? Mistake = null);
