using System.Text.Json;
using CsCheck;

namespace MockLlm.Bench.Fuzzing;

/// <summary>A reader with inputs for it.</summary>
/// <param name="Name">The name on the command line.</param>
/// <param name="Inputs">Generates inputs.</param>
/// <param name="Check">Feeds an input to the reader. Returns what is wrong, or null if everything is right.</param>
internal sealed record FuzzTarget(string Name, Gen<FuzzInput> Inputs, Func<FuzzInput, string?> Check);

/// <summary>An input for which something is wrong.</summary>
/// <param name="Target">The name of the target.</param>
/// <param name="Seed">Generates the input again, before it was shrunk.</param>
/// <param name="Input">The shrunk input.</param>
/// <param name="Complaint">What is wrong.</param>
internal sealed record FuzzFinding(string Target, string Seed, FuzzInput Input, string Complaint)
{
    public override string ToString() =>
        $"{Complaint}\n  {Input.Place}\n  {JsonSerializer.Serialize(Input.Text)}\n  again: bench fuzz --target {Target} --seed {Seed}";
}
