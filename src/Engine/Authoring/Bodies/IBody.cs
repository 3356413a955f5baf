namespace MockLlm.Engine;

/// <summary>
/// A request body that reads itself field by field, so that the error for a mistake in it can name the field and the rule. A body type
/// without this interface is read by System.Text.Json with names in snake_case.
/// </summary>
/// <typeparam name="TSelf">The body type itself.</typeparam>
public interface IBody<TSelf>
    where TSelf : IBody<TSelf>
{
    /// <summary>Reads the body. <paramref name="fields"/> records mistakes. The result is not used if there is one.</summary>
    /// <param name="fields">The body's JSON object.</param>
    static abstract TSelf Read(JsonFields fields);
}
