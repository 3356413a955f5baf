namespace MockLlm.Engine;

/// <summary>
/// A request body that reads itself, field by field, so that its provider can say in its own words what is wrong with it.
/// A body type without this is read by System.Text.Json with snake_case names.
/// </summary>
/// <typeparam name="TSelf">The body's own type.</typeparam>
public interface IBody<TSelf>
    where TSelf : IBody<TSelf>
{
    /// <summary>Reads the body. Mistakes are noted in <paramref name="fields"/>; what is returned then is not used.</summary>
    /// <param name="fields">The body's JSON object.</param>
    static abstract TSelf Read(JsonFields fields);
}
