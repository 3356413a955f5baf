using System.Globalization;

namespace MockLlm.Engine.Yaml.Reading;

/// <summary>
/// Reads a value. Each method reads it as one type. If the value does not fit, the method reports what it is and what it must be, and
/// returns null.
/// </summary>
/// <param name="node">The value.</param>
/// <param name="path">The path of the value for messages.</param>
/// <param name="findings">Collects the mistakes.</param>
/// <param name="isSecret">Whether the value must not be quoted in messages.</param>
internal sealed class YamlValueReader(YamlNode node, string path, Findings findings, bool isSecret = false)
{
    public YamlNode Node { get; } = node;

    /// <summary>Reads any scalar as a text. <c>4</c> and <c>true</c> are texts too.</summary>
    public string? Text() => Node is YamlScalar { IsNull: false } scalar ? scalar.Text : Wrong<string>("it must be a text");

    public string? NonEmptyText()
    {
        const string Expected = "it must be a text that is not empty";
        return Node is YamlScalar { IsNull: false } scalar && scalar.Text.Length > 0 ? scalar.Text : Wrong<string>(Expected);
    }

    /// <summary>Reads one of several names.</summary>
    /// <param name="known">The names.</param>
    /// <param name="kind">What the names are for, in the singular.</param>
    public string? Known(IReadOnlyCollection<string> known, string kind)
    {
        var name = NonEmptyText();
        if (name is null || known.Contains(name))
        {
            return name;
        }

        var advice = Nearest.To(name, known) is { } nearest ? $"did you mean {nearest}?" : $"known {kind}s are {string.Join(", ", known)}";
        return Wrong<string>(advice);
    }

    /// <summary>Reads a flag: <c>true</c>, <c>yes</c>, <c>on</c>, <c>false</c>, <c>no</c> or <c>off</c>, in any case.</summary>
    public bool? Flag() => Plain()?.ToUpperInvariant() switch
    {
        "TRUE" or "YES" or "ON" => true,
        "FALSE" or "NO" or "OFF" => false,
        _ => Missing<bool>("it must be true or false"),
    };

    /// <summary>Reads a finite number.</summary>
    /// <param name="fits">Returns whether the number is allowed.</param>
    /// <param name="expected">The sentence that says which numbers are allowed.</param>
    public double? Number(Func<double, bool> fits, string expected) =>
        double.TryParse(Plain(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number)
            && fits(number)
            ? number
            : Missing<double>(expected);

    /// <summary>Reads a whole number that is not negative.</summary>
    /// <param name="fits">Returns whether the number is allowed.</param>
    /// <param name="expected">The sentence that says which numbers are allowed.</param>
    public ulong? Whole(Func<ulong, bool> fits, string expected) =>
        ulong.TryParse(Plain(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && fits(number)
            ? number
            : Missing<ulong>(expected);

    /// <summary>Reads a whole number.</summary>
    /// <param name="fits">Returns whether the number is allowed.</param>
    /// <param name="expected">The sentence that says which numbers are allowed.</param>
    public long? Signed(Func<long, bool> fits, string expected) =>
        long.TryParse(Plain(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && fits(number)
            ? number
            : Missing<long>(expected);

    public TimeSpan? Duration()
    {
        if (Node is not YamlScalar { IsNull: false } scalar)
        {
            return Missing<TimeSpan>("it must be a duration such as 80us, 15ms, 1.5s or 2m");
        }

        return Durations.TryParse(scalar.Text, out var duration, out var advice) ? duration : Missing<TimeSpan>(advice);
    }

    /// <summary>Reads a size in bytes, at least one byte.</summary>
    public long? ByteSize()
    {
        if (Node is not YamlScalar { IsNull: false } scalar)
        {
            return Missing<long>("it must be a size such as 32MiB");
        }

        if (!ByteSizes.TryParse(scalar.Text, out var bytes, out var advice))
        {
            return Missing<long>(advice);
        }

        return bytes > 0 ? bytes : Missing<long>("it must be at least one byte, for instance 32MiB");
    }

    /// <summary>Reads a list. Returns an empty one after a mistake.</summary>
    /// <param name="expected">The sentence that says what the list must have.</param>
    public IReadOnlyList<YamlValueReader> Items(string expected) => Node is YamlList list
        ?
        [
            .. list.Items.Select((item, index) => new YamlValueReader(item, KeyPath.Item(path, index), findings, isSecret))
                .Where(item => item.Node is not YamlRefused),
        ]
        : Wrong<IReadOnlyList<YamlValueReader>>(expected) ?? [];

    /// <summary>Reads a list that must have at least one item. Returns an empty one after a mistake.</summary>
    /// <param name="expected">The sentence that says what the list must have.</param>
    /// <param name="needed">The sentence that says which item an empty list needs.</param>
    public IReadOnlyList<YamlValueReader> SomeItems(string expected, string needed) =>
        Node is YamlList { Items.Count: 0 } ? Wrong<IReadOnlyList<YamlValueReader>>(needed) ?? [] : Items(expected);

    /// <summary>Reads a map. An empty value (<c>key:</c>) counts as an empty map.</summary>
    /// <param name="read">Reads all known keys. Other keys are then reported.</param>
    /// <param name="expected">The sentence that says what the map must be.</param>
    public T Map<T>(Func<YamlMapReader, T> read, string expected = "it must be a map of keys")
    {
        if (Node is YamlMap or YamlScalar { IsNull: true })
        {
            return YamlMapReader.Read(Node as YamlMap ?? YamlMap.Empty(Node.Place), path, findings, read);
        }

        // The mistakes of the empty map that is read instead are not reported.
        Wrong<YamlMap>(expected);
        return YamlMapReader.Read(YamlMap.Empty(Node.Place), path, new(), read);
    }

    /// <summary>Reports that the value cannot be used.</summary>
    /// <param name="expected">What the value must be.</param>
    public T? Wrong<T>(string expected)
        where T : class
    {
        findings.Error(Node.Place, $"{(path.Length == 0 ? "the file" : path)} is {Found()}: {expected}");
        return null;
    }

    /// <inheritdoc cref="Wrong"/>
    public T? Missing<T>(string expected)
        where T : struct
    {
        Wrong<object>(expected);
        return null;
    }

    private string? Plain() => Node is YamlScalar { IsPlain: true } scalar ? scalar.Text : null;

    private string Found() => Node switch
    {
        YamlList { Items.Count: 0 } => "an empty list",
        YamlList => "a list",
        YamlMap { Entries.Count: 0 } => "an empty map",
        YamlMap => "a map",
        YamlScalar { IsNull: true } or YamlScalar { Text: "" } => "empty",
        YamlScalar when isSecret => "a text",
        YamlScalar { IsPlain: true } scalar => KeyPath.Shown(scalar.Text),
        YamlScalar scalar => $"the text \"{KeyPath.Shown(scalar.Text)}\"",
        _ => "not usable",
    };
}
