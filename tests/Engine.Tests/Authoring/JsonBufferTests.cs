using System.Text;
using MockLlm.Engine.Work;

namespace MockLlm.Engine.Tests.Authoring;

public sealed class JsonBufferTests
{
    private const int Piece = 64 * 1024;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1000)]
    [InlineData(Piece - 3)]
    [InlineData(Piece)]
    [InlineData(Piece + 1)]
    [InlineData(10 * Piece)]
    public void Texts_of_any_size_are_written_whole(int length)
    {
        var text = Text(length);

        Assert.Equal($"\"{text}\"", Encoding.UTF8.GetString(JsonBytes.Write(text, static (json, value) => json.WriteStringValue(value))));
    }

    [Fact]
    public void Many_small_values_are_written_whole_and_in_order() => Assert.Equal(
        $"[{string.Join(',', Enumerable.Range(0, 100_000))}]", Encoding.UTF8.GetString(Numbers(100_000, work: null)));

    [Fact]
    public void A_small_text_takes_no_memory_and_a_large_one_takes_twice_its_size()
    {
        var (small, large) = (new CountedWork(), new CountedWork());

        Numbers(5_000, small);
        var bytes = Numbers(1_000_000, large).Length;

        Assert.Equal(0, small.Taken);
        Assert.InRange(large.Taken, 2 * (bytes - Piece), 2 * (bytes + Piece));
        Assert.InRange(large.Steps, bytes / 128, bytes / 32);
    }

    [Fact]
    public void A_text_for_which_there_is_no_memory_is_not_written_and_the_next_one_is()
    {
        Assert.Throws<WorkEndedException>(() => Numbers(1_000_000, new CountedWork(most: 1_000_000)));

        Assert.Equal("[0,1]", Encoding.UTF8.GetString(Numbers(2, work: null)));
    }

    private static byte[] Numbers(int count, WorkBudget? work) => JsonBytes.Write(
        count,
        static (json, count) =>
        {
            json.WriteStartArray();
            for (var i = 0; i < count; i++)
            {
                json.WriteNumberValue(i);
            }

            json.WriteEndArray();
        },
        work);

    private static string Text(int length) => string.Create(length, 0, static (span, _) =>
    {
        for (var i = 0; i < span.Length; i++)
        {
            span[i] = (char)('a' + (i % 26));
        }
    });

    private sealed class CountedWork(long most = long.MaxValue) : WorkBudget
    {
        public long Taken { get; private set; }

        public override void Take(long bytes)
        {
            Taken += bytes;
            if (Taken > most)
            {
                throw NoMemory();
            }
        }
    }
}
