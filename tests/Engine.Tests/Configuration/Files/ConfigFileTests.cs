using System.Text;
using MockLlm.Engine.Configuration.Files;
using MockLlm.Engine.Yaml;

namespace MockLlm.Engine.Tests.Configuration.Files;

public sealed class ConfigFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Reads_a_file_with_its_stamp()
    {
        File.WriteAllText(_folder["r.yml"], "responses: {hi: grüße}");

        var load = ConfigFile.Load(_folder["r.yml"], []);

        Assert.Equal("grüße", load.Reading.Snapshot?.Responses.Find("hi")?.Text);
        Assert.Equal(FileStamp.Of(_folder["r.yml"]), load.Stamp);
        Assert.Equal(load.Stamp, load.StampAfter);
        Assert.True(load.IsFound);
    }

    [Fact]
    public void A_missing_file_is_told_apart_from_a_bad_one()
    {
        var load = ConfigFile.Load(_folder["nothing.yml"], []);

        Assert.False(load.IsFound);
        Assert.Null(load.Reading.Snapshot);
        Assert.Single(load.Reading.Errors);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \r\n\t")]
    [InlineData("\uFEFF\n")]
    public async Task A_blank_file_is_an_empty_configuration_with_a_warning_at_the_start_and_as_an_edit(string text)
    {
        File.WriteAllText(_folder["r.yml"], text);

        foreach (var load in new[] { ConfigFile.Load(_folder["r.yml"], []), await ConfigFile.LoadEdit(_folder["r.yml"], [], new()) })
        {
            Assert.NotNull(load.Reading.Snapshot);
            Assert.Empty(load.Reading.Errors);
            Assert.Equal("the file is empty, so it configures nothing: write {} if that is intended", Assert.Single(load.Reading.Warnings).Message);
        }
    }

    [Theory]
    [InlineData("# nothing yet")]
    [InlineData("{}")]
    [InlineData("---")]
    [InlineData("~")]
    public async Task A_file_that_says_on_purpose_that_it_is_empty_has_no_warning(string text)
    {
        File.WriteAllText(_folder["r.yml"], text);

        var load = await ConfigFile.LoadEdit(_folder["r.yml"], [], new());

        Assert.NotNull(load.Reading.Snapshot);
        Assert.Empty(load.Reading.Warnings);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("seed: broken", false)]
    [InlineData("seed: 1", false)]
    public async Task A_blank_file_may_be_one_that_is_being_written(string text, bool mayBeTorn)
    {
        File.WriteAllText(_folder["r.yml"], text);

        Assert.Equal(mayBeTorn, (await ConfigFile.LoadEdit(_folder["r.yml"], [], new())).MayBeTorn);
    }

    [Theory]
    [InlineData("seed: broken", true)]
    [InlineData("seed: 1", false)]
    public void A_broken_file_that_changed_while_it_was_read_may_be_torn(string text, bool mayBeTorn)
    {
        File.WriteAllText(_folder["r.yml"], text);
        var load = ConfigFile.Load(_folder["r.yml"], []) with { StampAfter = null };

        Assert.Equal(mayBeTorn, load.MayBeTorn);
    }

    [Fact]
    public void Bytes_that_are_not_text_are_an_error_where_they_stand()
    {
        byte[] bytes = [.. "responses:\n  ä: "u8, 0xFF, .. "x"u8];

        var error = Assert.Single(ConfigFile.Read(bytes, []).Errors);

        Assert.Equal((2, 6), (error.Line, error.Column));
        Assert.Contains("UTF-8", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_in_another_encoding_is_an_error() =>
        Assert.Single(ConfigFile.Read([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("seed: 1")], []).Errors);

    [Fact]
    public void The_stamp_of_a_link_is_that_of_the_file_behind_it()
    {
        File.WriteAllText(_folder["target.yml"], "seed: 1");
        File.CreateSymbolicLink(_folder["link.yml"], _folder["target.yml"]);
        File.SetLastWriteTimeUtc(_folder["target.yml"], new(2030, 1, 2, 3, 4, 5, DateTimeKind.Utc));

        var stamp = FileStamp.Of(_folder["link.yml"]);
        Assert.Equal((7L, new DateTime(2030, 1, 2, 3, 4, 5, DateTimeKind.Utc)), (stamp?.Length, stamp?.Modified));
        Assert.Equal(FileStamp.Of(_folder["target.yml"]), stamp);
    }

    [Fact]
    public void A_folder_in_place_of_the_file_is_found_and_an_error()
    {
        var load = ConfigFile.Load(_folder["."], []);

        Assert.True(load.IsFound);
        Assert.Equal("the file cannot be read: it is a folder, not a file", Assert.Single(load.Reading.Errors).Message);
    }

    [Fact]
    public void A_link_that_leads_nowhere_is_no_file()
    {
        File.CreateSymbolicLink(_folder["a.yml"], _folder["b.yml"]);
        Assert.Null(FileStamp.Of(_folder["a.yml"]));

        File.CreateSymbolicLink(_folder["b.yml"], _folder["a.yml"]);
        Assert.Null(FileStamp.Of(_folder["a.yml"]));
    }

    [Fact]
    public void Errors_are_rendered_as_compilers_write_them() =>
        Assert.Equal(
            "my.yml:3:5: bad\nmy.yml:4:1: worse",
            ConfigError.Render("my.yml", [new(3, 5, "bad"), new(4, 1, "worse")]));
}
