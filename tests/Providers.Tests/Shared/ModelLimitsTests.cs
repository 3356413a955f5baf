using MockLlm.Providers.Shared;

namespace MockLlm.Providers.Tests.Shared;

public sealed class ModelLimitsTests
{
    private static readonly ModelInfo Limited = new("small") { MaxTokens = 10, ContextWindow = 100 };

    [Theory]
    [InlineData(null, 100, null)]
    [InlineData(10, 100, null)]
    [InlineData(11, 1, "too many: 11 > 10")]
    [InlineData(11, 101, "too many: 11 > 10")]
    [InlineData(10, 101, "window")]
    public void A_request_must_fit_its_models_answer_and_window(int? maxTokens, int promptTokens, string? refusal) =>
        Assert.Equal(refusal, Check(Limited, maxTokens, promptTokens));

    [Fact]
    public void What_is_not_known_of_a_model_is_no_limit()
    {
        Assert.Null(Check(new("open"), int.MaxValue, int.MaxValue));
        Assert.Null(Check(null, int.MaxValue, int.MaxValue));
    }

    private static string? Check(ModelInfo? model, int? maxTokens, int promptTokens) => ModelLimits.Check(
        model, maxTokens, promptTokens, maxTokens, new Words(), static (asked, model) => $"too many: {asked} > {model.MaxTokens}")?.Message;

    private sealed class Words : ErrorWording
    {
        public override Problem ContextLength(string model, int tokens, int window) => Problem.Of(ErrorKind.ContextLength, "window");
    }
}
