using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace MockLlm.Engine.Tests.Settings;

/// <summary>A record with a field of every kind, all with defaults.</summary>
public sealed record CustomSettings(
    [StringLength(4)] string ApiVersion = "v1",
    bool CustomSetting = true,
    [Range(0, 10)] int Retries = 3,
    long? Limit = null,
    Speed? Speed = Speed.VeryFast,
    [property: RegularExpression("[a-z]+")] string? Region = null)
{
    [Range(0.0, 1.0)]
    [Description("A share of one.")]
    public double Share { get; init; } = 0.5;

    public TimeSpan Timeout { get; init; } = TimeSpan.FromMilliseconds(1500);

    [MaxLength(2)]
    public IReadOnlyList<string> Tags { get; init; } = ["a"];

    public int?[] Numbers { get; init; } = [];

    public Backend Backend { get; init; } = new("localhost");

    public string Shown => ApiVersion + Region;
}

/// <summary>A nested record with something that must be written.</summary>
public sealed record Backend([property: Required] string Host, [Range(1, 65535)] int Port = 80);

public enum Speed
{
    Slow,
    VeryFast,
}

/// <summary>Three ways to say that something must be written.</summary>
public sealed class NeededSettings
{
    public required string Key { get; init; }

    [Required]
    public string? Region { get; init; }

    [Required]
    [AllowedValues("one", "two")]
    public string Choice { get; set; } = "";
}

/// <summary>A record with a rule over two of its fields.</summary>
public sealed record Window(int Least = 0, int Most = 10) : IValidatableObject
{
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        Least > Most ? [new ValidationResult("least is more than most")] : [];
}

/// <summary>A record whose own code refuses what it is given.</summary>
public sealed record Picky
{
    public string Name { get; init => field = value.Length > 3 ? value : throw new ArgumentException("a name has more than 3 letters"); } = "name";
}

/// <summary>A duration with bounds, and a rule that cannot judge its field.</summary>
public sealed record Bounded(
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00")] TimeSpan Pause = default,
    [MaxLength(3)] int Odd = 0,
    [property: Range(1, 5, ErrorMessage = "five at most")] int Own = 1);
