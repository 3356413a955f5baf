namespace MockLlm.Engine.JsonSchema;

/// <summary>Numbers that look natural for a property with a certain name.</summary>
/// <param name="Low">The smallest number.</param>
/// <param name="High">The largest number.</param>
/// <param name="Step">A number that may have a fraction is a multiple of this.</param>
internal sealed record NumberHint(decimal Low, decimal High, decimal Step)
{
    private static readonly NumberHint Plain = new(1, 100, 0.5m);

    private static readonly (string Word, NumberHint Hint)[] Hints =
    [
        ("year", new(2020, 2030, 1)), ("month", new(1, 12, 1)), ("day", new(1, 28, 1)), ("hour", new(0, 23, 1)), ("minute", new(0, 55, 5)),
        ("latitude", new(-60, 60, 0.01m)), ("longitude", new(-180, 180, 0.01m)), ("price", new(5, 100, 0.01m)), ("cost", new(5, 100, 0.01m)),
        ("amount", new(5, 100, 0.01m)), ("total", new(5, 100, 0.01m)), ("temperature", new(10, 30, 0.5m)), ("age", new(18, 80, 1)),
        ("rating", new(1, 5, 0.5m)), ("score", new(0, 1, 0.01m)), ("confidence", new(0, 1, 0.01m)), ("probability", new(0, 1, 0.01m)),
        ("percent", new(0, 100, 1)), ("page", new(1, 5, 1)), ("count", new(1, 10, 1)), ("quantity", new(1, 10, 1)), ("limit", new(5, 20, 5)),
    ];

    public static NumberHint Of(string name) => Array.Find(Hints, hint => NameWords.Has(name, hint.Word)).Hint ?? Plain;
}
