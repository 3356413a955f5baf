using System.Text;
using System.Text.Json;

namespace MockLlm.Engine.Rules.Replies;

/// <summary>A JSON value with places that each request fills; only whole strings are templates, so it is JSON whatever they say.</summary>
internal abstract record WrittenJson
{
    /// <summary>The templates in it.</summary>
    public abstract IEnumerable<Template> Templates { get; }

    /// <summary>As compact JSON text for a request.</summary>
    /// <param name="making">The request; null: there are no templates in it.</param>
    public string Write(ReplyContext? making) =>
        Encoding.UTF8.GetString(JsonBytes.Write((this, making), static (writer, state) => state.Item1.WriteTo(writer, state.making)));

    private protected abstract void WriteTo(Utf8JsonWriter writer, ReplyContext? making);

    /// <param name="Raw">A literal or a number, as JSON writes it.</param>
    public sealed record Constant(string Raw) : WrittenJson
    {
        public override IEnumerable<Template> Templates => [];

        private protected override void WriteTo(Utf8JsonWriter writer, ReplyContext? making) => writer.WriteRawValue(Raw);
    }

    /// <param name="Value">The same for every request.</param>
    public sealed record Text(string Value) : WrittenJson
    {
        public override IEnumerable<Template> Templates => [];

        private protected override void WriteTo(Utf8JsonWriter writer, ReplyContext? making) => writer.WriteStringValue(Value);
    }

    /// <param name="Template">Filled with what the request says.</param>
    public sealed record Filled(Template Template) : WrittenJson
    {
        public override IEnumerable<Template> Templates => [Template];

        private protected override void WriteTo(Utf8JsonWriter writer, ReplyContext? making) => writer.WriteStringValue(Template.Fill(making!));
    }

    public sealed record List(IReadOnlyList<WrittenJson> Items) : WrittenJson
    {
        public override IEnumerable<Template> Templates => Items.SelectMany(item => item.Templates);

        private protected override void WriteTo(Utf8JsonWriter writer, ReplyContext? making)
        {
            writer.WriteStartArray();
            foreach (var item in Items)
            {
                item.WriteTo(writer, making);
            }

            writer.WriteEndArray();
        }
    }

    public sealed record Map(IReadOnlyList<(string Name, WrittenJson Value)> Fields) : WrittenJson
    {
        public override IEnumerable<Template> Templates => Fields.SelectMany(named => named.Value.Templates);

        private protected override void WriteTo(Utf8JsonWriter writer, ReplyContext? making)
        {
            writer.WriteStartObject();
            foreach (var (name, value) in Fields)
            {
                writer.WritePropertyName(name);
                value.WriteTo(writer, making);
            }

            writer.WriteEndObject();
        }
    }
}
