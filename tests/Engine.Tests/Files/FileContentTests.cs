using System.Diagnostics;
using MockLlm.Engine.Files;
using MockLlm.Engine.Tests.Configuration;

namespace MockLlm.Engine.Tests.Files;

public sealed class FileContentTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1000)]
    public void A_file_up_to_the_limit_is_read(int length)
    {
        var bytes = Enumerable.Range(0, length).Select(i => (byte)i).ToArray();
        File.WriteAllBytes(_folder["a"], bytes);

        Assert.Equal(bytes, FileContent.Read(_folder["a"], 1000));
    }

    [Fact]
    public void A_file_of_two_gigabytes_is_refused_without_reading_it()
    {
        using (var file = File.Create(_folder["a"]))
        {
            file.SetLength(2L << 30);
        }

        Assert.Equal("it has more than 64 MiB", Assert.Throws<IOException>(() => FileContent.Read(_folder["a"], 64 << 20)).Message);
    }

    [Fact]
    public void A_stream_without_an_end_is_read_up_to_the_limit()
    {
        using var endless = new EndlessStream();

        Assert.Equal("it has more than 1 MiB", Assert.Throws<IOException>(() => FileContent.ReadToEnd(endless, 1 << 20)).Message);
        Assert.InRange(endless.Given, 0, (1 << 20) + 1);
    }

    [Fact]
    public void What_is_not_a_file_is_refused_without_opening_it()
    {
        Process.Start("mkfifo", _folder["pipe"])!.WaitForExit();
        File.CreateSymbolicLink(_folder["device"], "/dev/zero");
        File.CreateSymbolicLink(_folder["link"], _folder["pipe"]);

        Assert.Equal("it is a named pipe, not a file", Assert.Throws<IOException>(() => FileContent.Read(_folder["pipe"], 1)).Message);
        Assert.Equal("it is a named pipe, not a file", Assert.Throws<IOException>(() => FileContent.Read(_folder["link"], 1)).Message);
        Assert.Equal("it is a device, not a file", Assert.Throws<IOException>(() => FileContent.Read(_folder["device"], 1)).Message);
        Assert.Equal("it is a folder, not a file", Assert.Throws<IOException>(() => FileContent.Read(_folder["."], 1)).Message);
    }

    public void Dispose() => _folder.Dispose();

    private sealed class EndlessStream : MemoryStream
    {
        public int Given { get; private set; }

        public override bool CanSeek => false;

        public override int Read(byte[] buffer, int offset, int count)
        {
            Given += count;
            return count;
        }
    }
}
