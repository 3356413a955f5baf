using System.Globalization;
using System.IO.Hashing;
using System.Text;
using MockLlm.Engine.Latency;
using MockLlm.Engine.Matching;
using MockLlm.Engine.Precedence;
using MockLlm.Engine.Rules.Replies;
using MockLlm.Engine.Yaml;
using MockLlm.Engine.Yaml.Reading;

namespace MockLlm.Engine.Rules;

/// <summary>Reads <c>rules</c>. The first rule that matches a request decides its reply and its pace.</summary>
internal static class RulesSection
{
    /// <summary>Reads the list of rules.</summary>
    /// <param name="written">The list, or null if it is not written.</param>
    /// <param name="providers">The names of the providers that conditions may name.</param>
    public static RuleList Read(YamlValueReader? written, IReadOnlyList<string> providers)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        return written is null
            ? RuleList.Empty
            : new([
                .. written.Items("it must be a list of rules, such as [{when: {prompt: hi}, reply: {text: hello}}]")
                    .Select((item, index) => item.Map(map => ReadRule(map, item.Node, Place(index), names, providers), "it must be a map of keys such as when and reply")),
            ]);
    }

    /// <summary>Reads a rule that is put while the server runs.</summary>
    /// <param name="written">The rule with its name.</param>
    /// <param name="name">Its name.</param>
    /// <param name="edit">A number that no other change has. The rule's sequences then begin again.</param>
    /// <param name="providers">The names of the providers that conditions may name.</param>
    /// <param name="findings">Collects the mistakes.</param>
    public static Rule ReadLive(YamlMap written, string name, long edit, IReadOnlyList<string> providers, Findings findings) =>
        YamlMapReader.Read(written, KeyPath.Key("rules", name), findings, map => ReadRule(map, written, place: name, [], providers, edit)) with
        {
            Layer = ConfigLayer.LiveTopLevel,
        };

    private static Rule ReadRule(YamlMapReader map, YamlNode node, string place, HashSet<string> names, IReadOnlyList<string> providers, long? edit = null)
    {
        var name = ReadName(map.Value("name"), names);
        var when = map.Section("when", section => When.Read(section, providers));
        var (isWritten, reply) = ReadReplies(map, node, edit);
        var latency = LatencySection.ReadPart(map.Value("latency"), ConfigLayer.Rule);
        if (!isWritten && latency is null)
        {
            map.Wrong("says nothing: give it for instance reply: {text: hello}");
        }

        return new(name, when, reply, latency) { Label = name ?? place, Tree = node as YamlMap ?? YamlMap.Empty(node.Place) };
    }

    private static string Place(int index) => string.Create(CultureInfo.InvariantCulture, $"#{index + 1}");

    private static string? ReadName(YamlValueReader? written, HashSet<string> names)
    {
        var name = written?.NonEmptyText();
        if (name is not null && name.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            return written?.Wrong<string>("it must hold only printable ASCII characters, since it is said in a header");
        }

        return name is null || names.Add(name) ? name : written?.Wrong<string>("a rule before this one has that name, choose another");
    }

    private static (bool IsWritten, RuleReply? Reply) ReadReplies(YamlMapReader map, YamlNode node, long? edit)
    {
        const string Reply = "it must be a map such as {text: hello}";
        var (one, several, then) = (map.Value("reply"), map.Value("replies"), map.Value("then"));
        if (one is not null && several is not null)
        {
            several.Wrong<object>("there is a reply already, keep one of them");
        }

        if (then is not null && several is null)
        {
            then.Wrong<object>("it says what comes after replies, and there are none");
        }

        var end = then is null ? SequenceEnd.Last : ReadEnd(then);
        if (several is null)
        {
            return (one is not null, one?.Map(ReplySection.Read, Reply));
        }

        const string Replies = "such as [{text: one}, {text: two}]";
        List<RuleReply?> replies =
        [
            .. several.SomeItems($"it must be a list of replies, {Replies}", $"it must have at least one reply, {Replies}")
                .Select(item => item.Map(ReplySection.Read, Reply)),
        ];
        return (true, new SequenceReply(IdOf(node, edit), [.. replies.OfType<RuleReply>()], end));
    }

    private static SequenceEnd ReadEnd(YamlValueReader then) => then.Known(["last", "loop", "error"], "end") switch
    {
        "loop" => SequenceEnd.Loop,
        "error" => SequenceEnd.Error,
        _ => SequenceEnd.Last,
    };

    private static string IdOf(YamlNode node, long? edit) =>
        Convert.ToHexString(XxHash128.Hash(Encoding.UTF8.GetBytes(CanonicalYaml.Of(node)))) + edit?.ToString(" 0", CultureInfo.InvariantCulture);
}
