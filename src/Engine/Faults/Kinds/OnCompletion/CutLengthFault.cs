using MockLlm.Engine.Yaml.Reading;

namespace MockLlm.Engine.Faults.Kinds.OnCompletion;

/// <summary><c>cut_length</c>: the text ends as if a limit of tokens had ended it. A shorter text stays whole and gets the same finish reason.</summary>
/// <param name="Tokens">How many tokens are left, at least 1.</param>
internal sealed record CutLengthFault(int Tokens) : CompletionFault("cut_length")
{
    public static CutLengthFault Read(YamlMapReader map) => new((int)(map.Value("tokens")?.Whole(
        tokens => tokens is >= 1 and <= int.MaxValue, "it must be a whole number from 1, for instance 5") ?? 5));

    public override Completion Change(Completion completion, CompletionScene scene) => First(completion, Tokens, FinishReason.Length);
}
