using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using MockLlm.Engine.Embeddings;

namespace MockLlm.Engine.Tests.Embeddings;

public sealed class TextVectorTests
{
    private const int Dimensions = 1536;

    private static readonly string[] Unrelated =
    [
        "The cat sat on the warm window sill and watched the birds.",
        "Interest rates rose again as the central bank met on Thursday.",
        "Preheat the oven, then fold the eggs into the flour and sugar.",
        "How do I reset the password of my account?",
        "def parse(line): return line.split(',')",
        "Die Bahn hat heute wieder Verspätung.",
    ];

    [Property(MaxTest = 200)]
    public void Every_text_has_a_vector_of_length_one(string? text) =>
        Assert.Equal(1, Dot(Of(text ?? ""), Of(text ?? "")), 5);

    [Fact]
    public void A_text_has_the_same_vector_on_every_machine()
    {
        var vector = TextVector.Of("The sky is purple.", 4, "text-embedding-3-small");

        Assert.Equal(Golden, vector);
    }

    [Theory]
    [InlineData("The cat sat on the warm window sill and watched the birds.", "A cat sat on the warm window sill, watching birds.")]
    [InlineData("Interest rates rose again as the central bank met on Thursday.", "The central bank met Thursday and interest rates rose again")]
    [InlineData("How do I reset the password of my account?", "how can I reset my account password")]
    [InlineData("Die Bahn hat heute wieder Verspätung.", "DIE BAHN HAT HEUTE VERSPÄTUNG")]
    public void Texts_that_say_the_same_are_much_nearer_than_others(string text, string similar)
    {
        var near = Dot(Of(text), Of(similar));
        var others = Unrelated.Where(other => other != text).Max(other => Dot(Of(text), Of(other)));

        Assert.InRange(near, 0.6, 0.999);
        Assert.InRange(others, -0.2, 0.3);
    }

    [Fact]
    public void Unrelated_texts_are_nearly_at_right_angles()
    {
        foreach (var (index, text) in Unrelated.Index())
        {
            Assert.All(Unrelated.Skip(index + 1), other => Assert.InRange(Dot(Of(text), Of(other)), -0.2, 0.3));
        }
    }

    [Fact]
    public void Letter_case_alone_keeps_texts_near_and_apart()
    {
        Assert.NotEqual(Of("Hello"), Of("hello"));
        Assert.InRange(Dot(Of("Hello"), Of("hello")), 0.95, 0.99999);
    }

    [Theory]
    [InlineData(256)]
    [InlineData(100)]
    [InlineData(1)]
    public void Fewer_dimensions_are_the_beginning_of_more_scaled_again(int dimensions)
    {
        var whole = Of(Unrelated[0])[..dimensions];
        var length = Math.Sqrt(whole.Sum(number => (double)number * number));

        var cut = TextVector.Of(Unrelated[0], dimensions, "");

        Assert.Equal(dimensions, cut.Length);
        Assert.All(whole.Zip(cut), pair => Assert.Equal(pair.First / length, pair.Second, 5));
    }

    [Fact]
    public void Models_have_spaces_of_their_own() =>
        Assert.InRange(Dot(TextVector.Of(Unrelated[0], Dimensions, "a"), TextVector.Of(Unrelated[0], Dimensions, "b")), -0.15, 0.15);

    private static float[] Golden { get; } = [-0.107211217f, -0.643267572f, -0.536056221f, 0.536056221f];

    private static float[] Of(string text) => TextVector.Of(text, Dimensions, "");

    private static double Dot(float[] one, float[] other) => one.Zip(other, (x, y) => (double)x * y).Sum();
}
