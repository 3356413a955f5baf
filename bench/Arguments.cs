using System.Globalization;

namespace MockLlm.Bench;

/// <summary>A command's options, as <c>--name value</c> pairs.</summary>
internal sealed class Arguments
{
    private readonly Dictionary<string, string> _values = [];

    public Arguments(string[] args, params string[] names)
    {
        if (args.Length % 2 != 0)
        {
            throw new BenchException($"'{args[^1]}' has no value: options come as --name value.");
        }

        foreach (var pair in args.Chunk(2))
        {
            var name = names.FirstOrDefault(name => pair[0] == "--" + name)
                ?? throw new BenchException($"'{pair[0]}' is not one of {string.Join(", ", names.Select(name => "--" + name))}.");
            _values[name] = pair[1];
        }
    }

    /// <summary>The number given, or the default.</summary>
    /// <param name="name">The option without its dashes.</param>
    /// <param name="otherwise">Where it is not given.</param>
    /// <param name="atLeast">The smallest that makes sense.</param>
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

    /// <summary>The text given, or null.</summary>
    public string? Text(string name) => _values.GetValueOrDefault(name);
}
