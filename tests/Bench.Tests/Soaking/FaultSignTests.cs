using MockLlm.Bench.Soaking;

namespace MockLlm.Bench.Tests.Soaking;

public sealed class FaultSignTests
{
    [Fact]
    public void The_soak_test_asks_for_every_kind_of_fault() =>
        Assert.Equal(FaultSign.Kinds.Order(StringComparer.Ordinal), FaultSign.All.Select(sign => sign.Kind).Distinct().Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("reset", "{\"x\":1}", false)]
    [InlineData("html", "<html>", true)]
    public void An_answer_that_does_not_fit_its_fault_is_a_complaint(string kind, string body, bool isRight)
    {
        var sign = FaultSign.All.First(one => one.Kind == kind);

        Assert.Equal(isRight, sign.Complaint(new(502, kind, null, body, AnswerEnd.Whole)) is null);
    }
}
