using FsCheck.Xunit;
using MockLlm.Engine.Media;

namespace MockLlm.Engine.Tests.Media;

public sealed class PixelSizeTests
{
    private const string Png = "89504E470D0A1A0A 0000000D49484452 00000320 00000258 0802000000";

    [Theory]
    [InlineData(Png, 800, 600)]
    [InlineData("474946383961 2003 5802 F70000", 800, 600)]
    [InlineData("FFD8 FFE00010 4A46494600010100000100010000 FFC00011 08 0258 0320 03012200", 800, 600)]
    [InlineData("FFD8 FFC40004 0000 FFFF FFC20011 08 0258 0320 03012200", 800, 600)]
    [InlineData("52494646 00000000 57454250 56503858 0A000000 10000000 1F0300 570200", 800, 600)]
    [InlineData("52494646 00000000 57454250 5650384C 05000000 2F 1FC39500 0000000000", 800, 600)]
    [InlineData("52494646 00000000 57454250 56503820 10000000 300100 9D012A 2003 5802", 800, 600)]
    public void The_size_stands_at_the_beginning_of_a_file(string hex, int width, int height) =>
        Assert.Equal(new PixelSize(width, height), PixelSize.Of(Bytes(hex)));

    [Theory]
    [InlineData("")]
    [InlineData("89504E470D0A1A0A")]
    [InlineData("474946383961 0000 0000 F70000")]
    [InlineData("FFD8 FFE0FFFF 00")]
    [InlineData("FFD8 0000000000000000000000")]
    [InlineData("52494646 00000000 57454250 58585858 0000000000000000000000000000")]
    [InlineData("255044462D312E37")]
    public void A_file_of_another_kind_or_a_broken_one_has_none(string hex) => Assert.Null(PixelSize.Of(Bytes(hex)));

    [Fact]
    public void A_data_url_holds_a_file()
    {
        var base64 = Convert.ToBase64String(Bytes(Png));

        Assert.Equal(new PixelSize(800, 600), PixelSize.OfDataUrl("data:image/png;base64," + base64));
        Assert.Null(PixelSize.OfDataUrl("https://example.com/x.png"));
        Assert.Null(PixelSize.OfDataUrl("data:image/png,x"));
        Assert.Null(PixelSize.OfDataUrl("data:image/png;base64,!!!!"));
    }

    [Fact]
    public void Of_a_large_file_only_the_beginning_is_read() => Assert.Equal(
        new PixelSize(800, 600), PixelSize.OfBase64(Convert.ToBase64String([.. Bytes(Png), .. new byte[4_000_000]])));

    [Property(MaxTest = 1000)]
    public void No_bytes_break_the_reading(byte[] bytes, byte kind)
    {
        string[] starts = ["89504E47", "47494638", "FFD8FFE0", "FFD8FFC0", "524946460000000057454250565038", "524946460000000057454250565038580A000000"];

        var size = PixelSize.Of([.. Bytes(starts[kind % starts.Length]), .. bytes ?? []]);

        Assert.True(size is null or { Height: not 0 });
    }

    private static byte[] Bytes(string hex) => Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));
}
