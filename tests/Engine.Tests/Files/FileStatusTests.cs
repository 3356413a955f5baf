using MockLlm.Engine.Files;
using MockLlm.Engine.Tests.Configuration;

namespace MockLlm.Engine.Tests.Files;

public sealed class FileStatusTests : IDisposable
{
    private static readonly DateTime Time = new(2030, 1, 2, 3, 4, 5, 678, DateTimeKind.Utc);

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Length_and_time_are_those_that_the_framework_tells()
    {
        Write("a", "some text");

        var status = FileStatus.Of(_folder["a"]);

        Assert.Equal((FileKind.File, 9L, Time), (status?.Kind, status?.Length, status?.Modified));
    }

    [Fact]
    public void Nothing_at_a_path_has_no_status()
    {
        File.CreateSymbolicLink(_folder["link"], _folder["nowhere"]);

        Assert.Null(FileStatus.Of(_folder["nowhere"]));
        Assert.Null(FileStatus.Of(_folder["link"]));
    }

    [Fact]
    public void Two_files_of_the_same_length_and_time_are_told_apart()
    {
        Write("a", "1");
        Write("b", "2");

        Assert.NotEqual(FileStatus.Of(_folder["a"]), FileStatus.Of(_folder["b"]));
    }

    [Fact]
    public void A_file_that_is_rewritten_with_its_old_length_and_time_is_another_one()
    {
        Write("a", "1");
        var before = FileStatus.Of(_folder["a"]);

        // The time of a change has the resolution of the kernel's clock tick.
        for (var bound = 0; FileStatus.Of(_folder["a"]) == before && bound < 1000; bound++)
        {
            Write("a", "2");
            Thread.Sleep(1);
        }

        Assert.NotEqual(before, FileStatus.Of(_folder["a"]));
    }

    [Fact]
    public void A_file_that_is_only_read_stays_the_same()
    {
        Write("a", "1");
        var before = FileStatus.Of(_folder["a"]);

        File.ReadAllText(_folder["a"]);

        Assert.Equal(before, FileStatus.Of(_folder["a"]));
    }

    public void Dispose() => _folder.Dispose();

    private void Write(string name, string text)
    {
        File.WriteAllText(_folder[name], text);
        File.SetLastWriteTimeUtc(_folder[name], Time);
    }
}
