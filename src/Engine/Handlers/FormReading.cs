namespace MockLlm.Engine.Handlers;

/// <summary>The result of reading a body as a form.</summary>
/// <param name="Form">The form, or null if it could not be read.</param>
/// <param name="Mistake">What is wrong with the body. Null if the form was read, or if the content type is not a form's.</param>
internal readonly record struct FormReading(Form? Form, string? Mistake = null);
