using System.Text;

namespace MockLlm.Engine.JsonSchema;

/// <summary>
/// A place in a JSON document. Places are a linked list, so that a place costs the same at any depth. The text is made only for a message.
/// </summary>
/// <param name="parent">The place of the object or array around it, or null at the root.</param>
/// <param name="name">The name of the property or the index of the item. At the root, what all texts begin with.</param>
internal sealed class JsonPointer(JsonPointer? parent, string name)
{
    private const int LongestName = 64;

    /// <summary>The root of a schema.</summary>
    public static JsonPointer Schema { get; } = new(null, "#");

    /// <summary>The root of a value.</summary>
    public static JsonPointer Value { get; } = new(null, "");

    public string Name => name;

    /// <summary>The start of a text that a client wrote. It is short enough for a message.</summary>
    public static string Shortened(string text) => text.Length <= LongestName ? text : text[..LongestName] + "…";

    /// <summary>The place of a property or an item.</summary>
    public JsonPointer Child(string name) => new(this, name);

    /// <summary>The place of an item.</summary>
    public JsonPointer Child(int index) => new(this, index.ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>The place for a message, such as <c>/address/city</c>. Long names are shortened.</summary>
    public override string ToString()
    {
        var names = new Stack<string>();
        for (var (place, above) = (this, parent); ; (place, above) = (above, above.Parent))
        {
            names.Push(Shortened(place.Name));
            if (above is null)
            {
                return new StringBuilder().AppendJoin('/', names).ToString();
            }
        }
    }

    private JsonPointer? Parent => parent;
}
