using System.Globalization;

namespace MockLlm.Bench;

/// <summary>A command's options: <c>--name value</c> pairs, and flags.</summary>
internal sealed class Arguments
{
    private readonly Dictionary<string, string> _values = [];

    /// <param name="args">The arguments of the program.</param>
    /// <param name="names">The known options. A name that ends in <c>!</c> is a flag without a value.</param>
    public Arguments(string[] args, params string[] names)
    {
        for (var rest = args.AsSpan(); rest.Length > 0;)
        {
            var given = rest[0];
            var name = names.FirstOrDefault(name => given == "--" + name.TrimEnd('!'))
                ?? throw new BenchException($"'{given}' is not one of {string.Join(", ", names.Select(name => "--" + name.TrimEnd('!')))}.");
            var isFlag = name.EndsWith('!');
            if (!isFlag && rest.Length == 1)
            {
                throw new BenchException($"'{given}' has no value: options come as --name value.");
            }

            _values[name.TrimEnd('!')] = isFlag ? "" : rest[1];
            rest = rest[(isFlag ? 1 : 2)..];
        }
    }

    /// <summary>The number of an option, or its default.</summary>
    /// <param name="name">The option without its dashes.</param>
    /// <param name="otherwise">The default.</param>
    /// <param name="atLeast">The smallest allowed number.</param>
    public int Number(string name, int otherwise, int atLeast = 1)
    {
        if (!_values.TryGetValue(name, out var text))
        {
            return otherwise;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= atLeast
            ? number
            : throw new BenchException($"--{name} {text}: expected a whole number of at least {atLeast}.");
    }

    /// <summary>The duration of an option in milliseconds such as <c>20ms</c>, or its default.</summary>
    public TimeSpan Duration(string name, TimeSpan otherwise)
    {
        if (!_values.TryGetValue(name, out var text))
        {
            return otherwise;
        }

        return text.EndsWith("ms", StringComparison.Ordinal)
            && double.TryParse(text[..^2], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var milliseconds)
            ? TimeSpan.FromMilliseconds(milliseconds)
            : throw new BenchException($"--{name} {text}: expected milliseconds, such as 20ms.");
    }

    /// <summary>Whether a flag is given.</summary>
    public bool Has(string flag) => _values.ContainsKey(flag);

    /// <summary>The text of an option, or null if it is not given.</summary>
    public string? Text(string name) => _values.GetValueOrDefault(name);
}
