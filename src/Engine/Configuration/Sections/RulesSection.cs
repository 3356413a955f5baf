using MockLlm.Engine.Configuration.Reading;
using MockLlm.Engine.Rules;

namespace MockLlm.Engine.Configuration.Sections;

/// <summary><c>rules</c>: which reply, and at what pace; the first that matches.</summary>
internal static class RulesSection
{
    /// <param name="written">The list; null: nothing is written.</param>
    /// <param name="registered">The providers that conditions may name.</param>
    public static RuleBook Read(Value? written, IReadOnlyCollection<KnownProvider> registered)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        return written is null
            ? RuleBook.Empty
            : new([
                .. written.Items("it must be a list of rules, such as [{when: {prompt: hi}, reply: {text: hello}}]")
                    .Select(item => item.Map(map => ReadRule(map, names, registered), "it must be a map of keys such as when and reply")),
            ]);
    }

    private static Rule ReadRule(Mapping map, HashSet<string> names, IReadOnlyCollection<KnownProvider> registered)
    {
        var name = ReadName(map.Value("name"), names);
        var when = map.Section("when", section => ConditionSection.Read(section, registered));
        var reply = map.Value("reply");
        var latency = LatencySection.ReadPart(map.Value("latency"));
        if (reply is null && latency is null)
        {
            map.Wrong("says nothing: give it for instance reply: {text: hello}");
        }

        return new(name, when, reply?.Map(ReadReply, "it must be a map such as {text: hello}"), latency);
    }

    private static string? ReadName(Value? written, HashSet<string> names)
    {
        var name = written?.NonEmptyText();
        return name is null || names.Add(name) ? name : written?.Wrong<string>("a rule before this one has that name, choose another");
    }

    private static RuleReply? ReadReply(Mapping map)
    {
        var text = map.Value("text");
        var lorem = map.Value("lorem");
        if (text is null == lorem is null)
        {
            map.Wrong("needs one of text and lorem");
            return null;
        }

        return lorem is null ? ReadText(text!) : lorem.Map(ReadLorem, "it must be a map such as {tokens: 200}");
    }

    private static RuleReply.Fixed? ReadText(Value value) => value.Text() is { } text ? new(new ConfiguredText(text)) : null;

    private static RuleReply.Drawn? ReadLorem(Mapping map)
    {
        const int Most = 1_000_000;
        const string Expected = "it must be a whole number from 1 to 1000000, for instance 200";
        return map.Required("tokens", Expected)?.Whole(number => number is >= 1 and <= Most, Expected) is { } tokens ? new((int)tokens) : null;
    }
}
