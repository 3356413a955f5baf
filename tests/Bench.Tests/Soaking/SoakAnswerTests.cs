using MockLlm.Bench.Soaking;

namespace MockLlm.Bench.Tests.Soaking;

public sealed class SoakAnswerTests
{
    [Theory]
    [InlineData("""{"choices":[{"message":{"content":"a b"}}]}""")]
    [InlineData("""{"content":[{"type":"text","text":"a b"}]}""")]
    [InlineData("""{"output":[{"type":"reasoning"},{"type":"message","content":[{"type":"output_text","text":"a b"}]}]}""")]
    [InlineData("data: {\"choices\":[{\"delta\":{\"content\":\"a\"}}]}\n\ndata: {\"choices\":[{\"delta\":{\"content\":\" b\"}}]}\n\ndata: [DONE]\n\n")]
    [InlineData("event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"delta\":{\"text\":\"a b\"}}\n\n")]
    [InlineData("data: {\"type\":\"response.output_text.delta\",\"delta\":\"a b\"}\n\ndata: {\"type\":\"response.output_text.done\",\"text\":\"a b\"}\n\n")]
    public void The_text_is_read_from_every_kind_of_answer(string body) =>
        Assert.Equal("a b", new SoakAnswer(200, null, null, body, AnswerEnd.Whole).Said());
}
