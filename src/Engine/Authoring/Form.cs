namespace MockLlm.Engine;

/// <summary>
/// The body of a form (<c>multipart/form-data</c> or <c>application/x-www-form-urlencoded</c>). A handler that takes it accepts
/// forms instead of JSON.
/// </summary>
/// <param name="Parts">The parts in the order they were sent; several may have one name.</param>
public sealed record Form(IReadOnlyList<FormPart> Parts)
{
    /// <summary>The first part of a name, or null.</summary>
    /// <param name="name">The part's name, as sent.</param>
    public FormPart? this[string name] => Parts.FirstOrDefault(part => part.Name == name);

    /// <summary>The text of the first part of a name, or null.</summary>
    /// <param name="name">The part's name, as sent.</param>
    public string? Text(string name) => this[name]?.Text;
}
