using MockLlm.Bench.Measures;

namespace MockLlm.Bench.Suite;

/// <summary>Collects the figures of all rounds, in the order in which they are first added.</summary>
internal sealed class Report
{
    private readonly List<FigureRow> _rows = [];

    public IReadOnlyList<FigureRow> Rows => _rows;

    /// <summary>Adds the figure of a round.</summary>
    /// <param name="measure">The name of the measure.</param>
    /// <param name="figure">The name of the figure with its unit.</param>
    /// <param name="bare">The value of the bare endpoint.</param>
    /// <param name="mockllm">The value of MockLlm.</param>
    public void Add(string measure, string figure, double bare, double mockllm)
    {
        var row = _rows.Find(row => row.Measure == measure && row.Figure == figure);
        if (row is null)
        {
            row = new(measure, figure, [], []);
            _rows.Add(row);
        }

        row.Bare.Add(bare);
        row.Mockllm.Add(mockllm);
    }

    /// <summary>The table of medians.</summary>
    public IEnumerable<string> Table() => _rows
        .Select(row => Line(row.Measure, row.Figure, Text(row.BareMedian), Text(row.MockllmMedian), row.Ratio is { } ratio ? Figures.Text(ratio, "F3") : "-"))
        .Prepend(Line("measure", "median of", "bare", "mockllm", "ratio"));

    private static string Line(string measure, string figure, string bare, string mockllm, string ratio) =>
        $"{measure,-24}{figure,-34}{bare,12}{mockllm,12}{ratio,9}";

    private static string Text(double value) => Figures.Text(value, Math.Abs(value) >= 1000 ? "N0" : Math.Abs(value) >= 100 ? "F1" : "F2");
}

/// <summary>The values of one figure in all rounds.</summary>
internal sealed record FigureRow(string Measure, string Figure, List<double> Bare, List<double> Mockllm)
{
    public double BareMedian => Figures.Median(Bare);

    public double MockllmMedian => Figures.Median(Mockllm);

    /// <summary>The median of the rounds' ratios, or null if a value of the bare endpoint is zero.</summary>
    public double? Ratio => Bare.TrueForAll(bare => bare > 0) ? Figures.Median(Bare.Zip(Mockllm, (bare, mockllm) => mockllm / bare)) : null;
}
