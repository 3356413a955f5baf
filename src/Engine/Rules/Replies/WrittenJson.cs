using System.Text;
using System.Text.Json;

namespace MockLlm.Engine.Rules.Replies;

/// <summary>
/// A configured JSON value whose strings may be templates. Only whole strings are templates, so the result is valid JSON whatever they
/// are filled with.
/// </summary>
internal abstract record WrittenJson
{
    /// <summary>The templates in it.</summary>
    public abstract IEnumerable<Template> Templates { get; }

    /// <summary>Writes it as compact JSON text.</summary>
    /// <param name="context">The request, or null if there are no templates in it.</param>
    public string Write(ReplyContext? context) =>
        Encoding.UTF8.GetString(JsonBytes.Write((this, context), static (writer, state) => state.Item1.WriteTo(writer, state.context)));

    private protected abstract void WriteTo(Utf8JsonWriter writer, ReplyContext? context);

    /// <summary>A literal or a number.</summary>
    /// <param name="Raw">Its JSON text.</param>
    public sealed record Constant(string Raw) : WrittenJson
    {
        public override IEnumerable<Template> Templates => [];

        private protected override void WriteTo(Utf8JsonWriter writer, ReplyContext? context) => writer.WriteRawValue(Raw);
    }

    /// <summary>A string that is the same for every request.</summary>
    /// <param name="Value">The string.</param>
    public sealed record Text(string Value) : WrittenJson
    {
        public override IEnumerable<Template> Templates => [];

        private protected override void WriteTo(Utf8JsonWriter writer, ReplyContext? context) => writer.WriteStringValue(Value);
    }

    /// <summary>A string that is filled for each request.</summary>
    /// <param name="Template">The template.</param>
    public sealed record Filled(Template Template) : WrittenJson
    {
        public override IEnumerable<Template> Templates => [Template];

        private protected override void WriteTo(Utf8JsonWriter writer, ReplyContext? context) => writer.WriteStringValue(Template.Fill(context!));
    }

    public sealed record List(IReadOnlyList<WrittenJson> Items) : WrittenJson
    {
        public override IEnumerable<Template> Templates => Items.SelectMany(item => item.Templates);

        private protected override void WriteTo(Utf8JsonWriter writer, ReplyContext? context)
        {
            writer.WriteStartArray();
            foreach (var item in Items)
            {
                item.WriteTo(writer, context);
            }

            writer.WriteEndArray();
        }
    }

    public sealed record Map(IReadOnlyList<(string Name, WrittenJson Value)> Fields) : WrittenJson
    {
        public override IEnumerable<Template> Templates => Fields.SelectMany(named => named.Value.Templates);

        private protected override void WriteTo(Utf8JsonWriter writer, ReplyContext? context)
        {
            writer.WriteStartObject();
            foreach (var (name, value) in Fields)
            {
                writer.WritePropertyName(name);
                value.WriteTo(writer, context);
            }

            writer.WriteEndObject();
        }
    }
}
