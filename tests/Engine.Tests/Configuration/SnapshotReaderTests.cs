using MockLlm.Engine.Completions;
using MockLlm.Engine.Configuration;
using MockLlm.Engine.Pacing;
using MockLlm.Engine.Rules;
using MockLlm.Engine.Yaml;

namespace MockLlm.Engine.Tests.Configuration;

public sealed class SnapshotReaderTests
{
    private const string Original = """
        responses:                                   # exact prompt → text
          "what colour is the sky?": "The sky is purple except on Tuesday when it is  hue green."
          "what is 2+2?": "2+2 equals 9."
        defaults:
          unknown_response: "I don't know the answer to that. This is a mock response."
        settings:
          lag_enabled: true
          lag_factor: 10                             # > 0; higher is faster
        """;

    [Theory]
    [InlineData("", "\n")]
    [InlineData("\uFEFF", "\n")]
    [InlineData("", "\r\n")]
    [InlineData("\uFEFF", "\r\n")]
    public void Reads_the_original_form(string bom, string lineEnd)
    {
        var snapshot = Good(bom + Original.ReplaceLineEndings(lineEnd));

        Assert.Equal("2+2 equals 9.", snapshot.Responses.Find("what is 2+2?")?.Text);
        Assert.Equal("The sky is purple except on Tuesday when it is  hue green.", snapshot.Responses.Find("what colour is the sky?")?.Text);
        Assert.Equal("I don't know the answer to that. This is a mock response.", snapshot.UnknownResponse.Text);
        Assert.Equal(new LagSettings(Enabled: true, Factor: 10), snapshot.Lag);
    }

    [Theory]
    [InlineData("")]
    [InlineData("# nothing yet\n")]
    [InlineData("{}")]
    [InlineData("responses:\ndefaults:\nsettings:\nserver:\nproviders:\n")]
    public void What_is_not_written_has_its_default(string text)
    {
        var snapshot = Good(text);

        Assert.Empty(snapshot.Responses.All);
        Assert.Equal(DefaultsSection.DefaultUnknownResponse, snapshot.UnknownResponse.Text);
        Assert.Equal(new LagSettings(Enabled: false, Factor: 10), snapshot.Lag);
        Assert.Null(snapshot.WrittenChunk);
        Assert.Empty(snapshot.ApiKeys);
        Assert.False(snapshot.StrictModels);
        Assert.Null(snapshot.Seed);
        Assert.Equal(new ServerSettings(33_554_432, TimeSpan.FromSeconds(10)), snapshot.Server);
        Assert.True(snapshot.IsEnabled("openai"));
    }

    [Fact]
    public void Reads_every_key()
    {
        var snapshot = Good("""
            responses: {hi: hello}
            defaults: {unknown_response: ""}
            settings: {lag_enabled: on, lag_factor: 2.5, chunk: {characters: 20}, api_keys: [sk-a, 42], strict_models: yes}
            seed: 18446744073709551615
            server: {max_body: 1KiB, body_memory: 64MiB, drain: 500ms, handler_timeout: 5s, lateness_bound: 2.5ms}
            providers: {openai: {enabled: false}, anthropic: {}}
            """);

        Assert.Equal("hello", snapshot.Responses.Find("hi")?.Text);
        Assert.Equal("", snapshot.UnknownResponse.Text);
        Assert.Equal(new LagSettings(Enabled: true, Factor: 2.5), snapshot.Lag);
        Assert.Equal(new Chunking(ChunkUnit.Character, 20), snapshot.WrittenChunk);
        Assert.Equal(["42", "sk-a"], snapshot.ApiKeys.Order());
        Assert.True(snapshot.StrictModels);
        Assert.Equal(ulong.MaxValue, snapshot.Seed);
        Assert.Equal(new ServerSettings(1024, TimeSpan.FromMilliseconds(500)) { BodyMemory = 64 << 20, HandlerTimeout = TimeSpan.FromSeconds(5), LatenessBound = TimeSpan.FromMicroseconds(2500) }, snapshot.Server);
        Assert.False(snapshot.IsEnabled("openai"));
        Assert.True(snapshot.IsEnabled("anthropic"));
    }

    [Fact]
    public void A_plain_number_or_flag_is_a_response_as_it_is_written()
    {
        var snapshot = Good("responses: {4: 4.50, true: yes, null: ~x}");

        Assert.Equal("4.50", snapshot.Responses.Find("4")?.Text);
        Assert.Equal("yes", snapshot.Responses.Find("true")?.Text);
        Assert.Equal("~x", snapshot.Responses.Find("null")?.Text);
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("True", true)]
    [InlineData("YES", true)]
    [InlineData("on", true)]
    [InlineData("false", false)]
    [InlineData("No", false)]
    [InlineData("OFF", false)]
    public void A_flag_is_any_of_the_words_for_yes_and_no(string written, bool expected) =>
        Assert.Equal(expected, Good($"settings: {{lag_enabled: {written}}}").Lag.Enabled);

    [Theory]
    [InlineData("token", "Token")]
    [InlineData("word", "Word")]
    [InlineData("character", "Character")]
    public void Reads_a_unit_of_chunks(string written, string expected) =>
        Assert.Equal(new Chunking(Enum.Parse<ChunkUnit>(expected)), Good($"settings: {{chunk: {written}}}").WrittenChunk);

    [Theory]
    [InlineData("settings: {lag_factor: -1}", 1, 24, "settings.lag_factor is -1: it must be a number over 0, for instance 10")]
    [InlineData("settings: {lag_factor: 0}", 1, 24, "settings.lag_factor is 0: it must be a number over 0, for instance 10")]
    [InlineData("settings: {lag_factor: .inf}", 1, 24, "settings.lag_factor is .inf: it must be a number over 0, for instance 10")]
    [InlineData("settings: {lag_factor: 1e999}", 1, 24, "settings.lag_factor is 1e999: it must be a number over 0, for instance 10")]
    [InlineData("settings: {lag_factor: NaN}", 1, 24, "settings.lag_factor is NaN: it must be a number over 0, for instance 10")]
    [InlineData("settings: {lag_factor: '10'}", 1, 24, "settings.lag_factor is the text \"10\": it must be a number over 0, for instance 10")]
    [InlineData("settings: {lag_factor: }", 1, 24, "settings.lag_factor is empty: it must be a number over 0, for instance 10")]
    [InlineData("settings: {lag_enabled: maybe}", 1, 25, "settings.lag_enabled is maybe: it must be true or false")]
    [InlineData("settings: {chunk: line}", 1, 19, "settings.chunk is line: it must be token, word, character or {characters: 20}")]
    [InlineData("settings: {chunk: {}}", 1, 19, "settings.chunk is an empty map: it must be token, word, character or {characters: 20}")]
    [InlineData("settings: {chunk: {characters: 0}}", 1, 32, "settings.chunk.characters is 0: it must be a whole number from 1 to 2147483647, for instance 20")]
    [InlineData("settings: {chunk: {characters: 2.5}}", 1, 32, "settings.chunk.characters is 2.5: it must be a whole number from 1 to 2147483647, for instance 20")]
    [InlineData("settings: [1]", 1, 11, "settings is a list: it must be a map of keys")]
    [InlineData("responses:\n  hi: [a]", 2, 7, "responses.hi is a list: it must be a text")]
    [InlineData("responses:\n  hi: {a: b}", 2, 7, "responses.hi is a map: it must be a text")]
    [InlineData("responses:\n  what is it?: null", 2, 16, "responses.\"what is it?\" is empty: it must be a text")]
    [InlineData("defaults: {unknown_response: ~}", 1, 30, "defaults.unknown_response is empty: it must be a text")]
    [InlineData("seed: -1", 1, 7, "seed is -1: it must be a whole number from 0 to 18446744073709551615, for instance 42")]
    [InlineData("seed: 18446744073709551616", 1, 7, "seed is 18446744073709551616: it must be a whole number from 0 to 18446744073709551615, for instance 42")]
    [InlineData("server: {drain: 20}", 1, 17, "server.drain is 20: a duration needs a unit, write 20ms")]
    [InlineData("server: {drain: [20]}", 1, 17, "server.drain is a list: it must be a duration such as 80us, 15ms, 1.5s or 2m")]
    [InlineData("server: {max_body: 0}", 1, 20, "server.max_body is 0: it must be at least one byte, for instance 32MiB")]
    [InlineData("server: {max_body: 32MB}", 1, 20, "server.max_body is 32MB: the units of a size are B, KiB, MiB and GiB, without a space, write 32MiB for 33554432 bytes, or 32000000B")]
    [InlineData("server: {max_body: {}}", 1, 20, "server.max_body is an empty map: it must be a size such as 32MiB")]
    [InlineData("server: {body_memory: 0}", 1, 23, "server.body_memory is 0: it must be at least one byte, for instance 32MiB")]
    [InlineData("server: {body_memory: lots}", 1, 23, "server.body_memory is lots: it must be a size such as 32MiB, 10KiB, 512B or a number of bytes")]
    [InlineData("server: {handler_timeout: 0}", 1, 27, "server.handler_timeout is 0: it must be more than 0, for instance 30s")]
    [InlineData("server: {handler_timeout: 5}", 1, 27, "server.handler_timeout is 5: a duration needs a unit, write 5ms")]
    [InlineData("server: {lateness_bound: 0}", 1, 26, "server.lateness_bound is 0: it must be more than 0, for instance 10ms")]
    [InlineData("- responses", 1, 1, "the file is a list: it must be a map of keys such as responses")]
    [InlineData("providers: {opnai: {}}", 1, 13, "providers.opnai is not a known provider: did you mean openai?")]
    [InlineData("providers: {bedrock: {}}", 1, 13, "providers.bedrock is not a known provider: known are openai, anthropic")]
    [InlineData("settings: {lag_facter: 1}", 1, 12, "settings.lag_facter is not a known key: did you mean lag_factor?")]
    [InlineData("setings: {}", 1, 1, "setings is not a known key: did you mean settings?")]
    [InlineData("defaults: {temperature: 1}", 1, 12, "defaults.temperature is not a known key: known are unknown_response, generate")]
    [InlineData("seed: 1\nseed: 2", 2, 1, "seed is given twice, first in line 1: keep one")]
    [InlineData("responses:\n  hi: a\n  hi: b", 3, 3, "responses.hi is given twice, first in line 2: keep one")]
    public void Says_where_a_mistake_is_what_was_found_and_what_to_write(string text, int line, int column, string message) =>
        Assert.Equal(new ConfigError(line, column, message), Assert.Single(Bad(text)));

    [Fact]
    public void All_mistakes_of_meaning_are_found_at_once_in_the_order_of_their_place()
    {
        var errors = Bad("""
            seed: x
            responses:
              a: [1]
              a: 2
            settings:
              lag_factor: -1
              lag: 2
              chunk: *missing
            server: {drain: 5, max_body: big}
            providers: {gemini: {enabled: 7}}
            rulez: []
            """);

        Assert.Equal([1, 3, 4, 6, 7, 8, 9, 9, 10, 11], errors.Select(error => error.Line));
        Assert.True(errors[6].Column < errors[7].Column);
    }

    [Theory]
    [InlineData("settings: {api_keys: sk-secret}")]
    [InlineData("settings: {api_keys: {sk-secret: sk-secret, sk-secret: 1}}")]
    [InlineData("settings: {api_keys: [{sk-secret: 1}, [sk-secret]]}")]
    [InlineData("settings: {api_keys: [!sk-secret x]}")]
    [InlineData("settings: {api_keys: [*sk-secret]}")]
    [InlineData("settings: {api_keys: [sk-secret: @]}")]
    [InlineData("settings: {api_keys: [\"sk-secret\\q\"]}")]
    [InlineData("settings: {api_keys: [sk-secret")]
    public void No_message_quotes_a_key(string text) =>
        Assert.All(Bad(text), error => Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal));

    [Theory]
    [InlineData("[sk-a, '']", "settings.api_keys[1] is empty: it must be a text that is not empty")]
    [InlineData("[sk-a, null]", "settings.api_keys[1] is empty: it must be a text that is not empty")]
    [InlineData("[[a]]", "settings.api_keys[0] is a list: it must be a text that is not empty")]
    [InlineData("sk-a", "settings.api_keys is a text: it must be a list of texts, such as [sk-test-1]")]
    public void Api_keys_are_a_list_of_texts(string written, string message) =>
        Assert.Equal(message, Assert.Single(Bad($"settings: {{api_keys: {written}}}")).Message);

    [Fact]
    public void What_the_original_documents_and_nothing_reads_is_warned_about()
    {
        var reading = SnapshotReader.Read("settings:\n  timeout_seconds: 30\n  max_response_length: [1]\n", []);

        Assert.NotNull(reading.Snapshot);
        Assert.Equal([(2, 3), (3, 3)], reading.Warnings.Select(warning => (warning.Line, warning.Column)));
        Assert.StartsWith("settings.timeout_seconds is ignored:", reading.Warnings[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Ignored_keys_are_not_proposed() =>
        Assert.DoesNotContain("timeout_seconds", Assert.Single(Bad("settings: {zzz: 1}")).Message, StringComparison.Ordinal);

    [Fact]
    public void A_long_value_is_shown_on_one_line_and_cut()
    {
        var message = Assert.Single(Bad($"seed: \"{new string('x', 100)}\\n\"")).Message;

        Assert.Contains($"\"{new string('x', 40)}…\"", message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    [Fact]
    public void Merged_keys_count_as_written() =>
        Assert.Equal(3, Good("settings: {<<: {lag_factor: 3}}").Lag.Factor);

    private static Snapshot Good(string text)
    {
        var reading = SnapshotReader.Read(text, ["openai", "anthropic"]);
        Assert.Empty(reading.Errors);
        Assert.NotNull(reading.Snapshot);
        return reading.Snapshot;
    }

    private static IReadOnlyList<ConfigError> Bad(string text)
    {
        var reading = SnapshotReader.Read(text, ["openai", "anthropic"]);
        Assert.Null(reading.Snapshot);
        Assert.NotEmpty(reading.Errors);
        return reading.Errors;
    }
}
