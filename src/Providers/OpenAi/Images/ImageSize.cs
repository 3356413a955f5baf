using System.Globalization;

namespace MockLlm.Providers.OpenAi.Images;

/// <summary>An image's width and height in pixels.</summary>
internal readonly record struct ImageSize(int Width, int Height)
{
    private const int Step = 16;
    private const int MostAspect = 3;

    public static ImageSize Square { get; } = new(1024, 1024);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Width}x{Height}");

    /// <summary>Reads <c>WIDTHxHEIGHT</c>, or returns null if the text has another form.</summary>
    public static ImageSize? Parse(string text)
    {
        var x = text.IndexOf('x', StringComparison.Ordinal);
        return x > 0 && Number(text.AsSpan(0, x)) is { } width && Number(text.AsSpan(x + 1)) is { } height ? new(width, height) : null;
    }

    /// <summary>Whether the models without fixed sizes can make it. The largest sizes are 3840x2160 and 2160x3840.</summary>
    public bool IsFree =>
        Width % Step == 0
        && Height % Step == 0
        && Math.Max(Width, Height) is > 0 and <= 3840
        && Math.Min(Width, Height) is > 0 and <= 2160
        && Math.Max(Width, Height) <= MostAspect * Math.Min(Width, Height);

    private static int? Number(ReadOnlySpan<char> digits) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
