using MockLlm.Engine.Yaml.Reading;

namespace MockLlm.Engine.Tests.Yaml.Reading;

public sealed class ByteSizesTests
{
    [Theory]
    [InlineData("512", 512)]
    [InlineData("512B", 512)]
    [InlineData("10KiB", 10_240)]
    [InlineData("1.5MiB", 1_572_864)]
    [InlineData("32MiB", 33_554_432)]
    [InlineData("1GiB", 1_073_741_824)]
    public void Reads_a_number_with_its_unit(string text, long expected)
    {
        Assert.True(ByteSizes.TryParse(text, out var bytes, out _));
        Assert.Equal(expected, bytes);
    }

    [Theory]
    [InlineData("32MB", "write 32MiB for 33554432 bytes, or 32000000B")]
    [InlineData("1.5k", "write 1.5KiB for 1536 bytes, or 1500B")]
    [InlineData("32 MiB", "B, KiB, MiB and GiB, without a space, write 32MiB")]
    [InlineData("32mib", "write 32MiB")]
    [InlineData("512 bytes", "write 512B")]
    [InlineData("3TB", "such as 32MiB, 10KiB or 512B")]
    [InlineData("-1", "such as 32MiB")]
    [InlineData("MiB", "such as 32MiB")]
    [InlineData("", "such as 32MiB")]
    [InlineData("99999999999999GiB", "the size is too large")]
    public void Says_what_is_wrong_and_what_to_write(string text, string expected)
    {
        Assert.False(ByteSizes.TryParse(text, out _, out var advice));
        Assert.Contains(expected, advice, StringComparison.Ordinal);
    }
}
