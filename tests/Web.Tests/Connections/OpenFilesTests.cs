using MockLlm.Web.Connections;

namespace MockLlm.Web.Tests.Connections;

public sealed class OpenFilesTests
{
    [Theory]
    [InlineData("Limit                     Soft Limit           Hard Limit           Units\nMax open files            1024                 4096                 files\n", 1024)]
    [InlineData("Max open files            unlimited            unlimited            files\n", null)]
    [InlineData("Max processes             1024                 4096                 processes\n", null)]
    [InlineData("", null)]
    public void The_soft_limit_is_taken_from_its_row(string limits, int? limit) => Assert.Equal(limit, OpenFiles.LimitIn(limits));

    [Fact]
    public void The_process_has_files_open()
    {
        if (OperatingSystem.IsLinux())
        {
            Assert.InRange(OpenFiles.Count(), 3, OpenFiles.Limit() ?? int.MaxValue);
        }
    }
}
