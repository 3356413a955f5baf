using System.Text.Json;
using System.Text.Json.Serialization;
using MockLlm.Engine.Tests.Handlers;

namespace MockLlm.Engine.Tests.Json;

public sealed class RecordBodyTests
{
    [Fact]
    public async Task Names_are_snake_case_both_ways() => Assert.Equal(
        (200, """{"max_new_tokens":3,"user_name":"Ada"}"""), await Calls.Call<Echo>("/echo", """{"user_name":"Ada","max_new_tokens":3}"""));

    [Fact]
    public async Task Unknown_fields_are_ignored() => Assert.Equal(
        (200, """{"max_new_tokens":1,"user_name":"Ada"}"""), await Calls.Call<Echo>("/echo", """{"user_name":"Ada","x":[{}],"UserName":7}"""));

    [Fact]
    public async Task A_missing_required_field_is_a_400_that_names_it() => Assert.Equal(
        (400, """{"error":{"type":"invalid_request","message":"'user_name' is required."}}"""),
        await Calls.Call<Echo>("/echo", """{"max_new_tokens":3}"""));

    [Theory]
    [InlineData("""{"user_name":7}""", "'user_name' must be a string, not 7.")]
    [InlineData("""{"user_name":null}""", "'user_name' must be a string, not null.")]
    [InlineData("""{"user_name":"Ada","max_new_tokens":"3"}""", "'max_new_tokens' must be an integer, not string.")]
    [InlineData("""{"user_name":"Ada","max_new_tokens":1.5}""", "'max_new_tokens' must be an integer, not 1.5.")]
    [InlineData("""{"user_name":"Ada","max_new_tokens":1e999}""", "'max_new_tokens' must be an integer, not 1e999.")]
    [InlineData("""{"user_name":"Ada","temperature":[]}""", "'temperature' must be a number, not array.")]
    [InlineData("""{"user_name":"Ada","stream":"yes"}""", "'stream' must be a boolean, not string.")]
    [InlineData("""{"user_name":"Ada","turns":{}}""", "'turns' must be an array, not object.")]
    [InlineData("""{"user_name":"Ada","turns":[{"text":"a"},{"text":false}]}""", "'turns[1].text' must be a string, not boolean.")]
    [InlineData("""{"user_name":"Ada","turns":[{"text":"a"},7]}""", "'turns[1]' must be an object, not 7.")]
    [InlineData("""{"user_name":"Ada","turns":[{}]}""", "'turns[0].text' is required.")]
    [InlineData("""{"user_name":"Ada","labels":{"a.b":7}}""", "'labels.a.b' must be a string, not 7.")]
    [InlineData("[]", "The body must be an object, not array.")]
    [InlineData("null", "The body must be an object, not null.")]
    [InlineData("7", "The body must be an object, not 7.")]
    public void A_wrong_type_names_the_field_and_both_types(string json, string message) =>
        Assert.Equal(message, Calls.Mistake(typeof(Request), json));

    [Fact]
    public async Task A_body_that_is_as_deep_as_is_allowed_can_be_echoed()
    {
        var deep = new string('[', EngineJson.MaxBodyDepth) + new string(']', EngineJson.MaxBodyDepth);

        Assert.Equal((200, $$"""{"echo":{{deep}}}"""), await Calls.Call<Echo>("/any", deep));
    }

    [Fact]
    public async Task An_enum_is_a_text_both_ways_and_one_with_a_converter_of_its_own_keeps_it() => Assert.Equal(
        (200, """{"mood":"very_good","level":2,"moods":["bad"],"by_mood":{"VeryGood":"x"}}"""),
        await Calls.Call<Moody>("/mood", """{"mood":"very_good","level":2,"moods":["bad"]}"""));

    [Theory]
    [InlineData("""{"mood":"god"}""", "'mood' must be one of 'very_good', 'bad', 'so-so', not 'god'.")]
    [InlineData("""{"mood":0}""", "'mood' must be one of 'very_good', 'bad', 'so-so', not 0.")]
    [InlineData("""{"mood":[]}""", "'mood' must be one of 'very_good', 'bad', 'so-so', not array.")]
    [InlineData("""{"mood":"bad","moods":["bad",7]}""", "'moods[1]' must be one of 'very_good', 'bad', 'so-so', not 7.")]
    [InlineData("""{"mood":"bad","other":"worse"}""", "'other' must be one of 'very_good', 'bad', 'so-so', not 'worse'.")]
    [InlineData("""{"mood":"bad","level":"high"}""", "'level' must be an integer, not string.")]
    public void A_value_that_an_enum_does_not_have_gets_the_names_that_it_has(string json, string message) =>
        Assert.Equal(message, Calls.Mistake(typeof(MoodRequest), json));

    [Fact]
    public void A_null_element_is_a_body() => Assert.Null(Calls.Mistake(typeof(JsonElement), "null"));

    [Fact]
    public async Task A_sentence_from_Validate_is_a_400_with_that_message() => Assert.Equal(
        (400, """{"error":{"type":"invalid_request","message":"max_new_tokens must be even."}}"""),
        await Calls.Call<Picky>("/picky", """{"user_name":"Ada","max_new_tokens":3}"""));

    internal sealed record Turn(string Text);

    internal sealed record Request(
        string UserName,
        int MaxNewTokens = 1,
        double? Temperature = null,
        bool Stream = false,
        IReadOnlyList<Turn>? Turns = null,
        Dictionary<string, string>? Labels = null);

    private sealed record Answer(int MaxNewTokens, string UserName);

    internal enum Mood
    {
        VeryGood,
        Bad,

        [JsonStringEnumMemberName("so-so")]
        Middle,
    }

    [JsonConverter(typeof(JsonNumberEnumConverter<Level>))]
    internal enum Level
    {
        None,
        Low,
        High,
    }

    internal sealed record MoodRequest(Mood Mood, Level Level = Level.Low, IReadOnlyList<Mood>? Moods = null, Mood? Other = null);

    [RegisterProvider("moody")]
    private sealed class Moody : LlmProvider
    {
        [Post("/mood")]
        public object Handle(MoodRequest request) => new
        {
            request.Mood,
            request.Level,
            request.Moods,
            ByMood = new Dictionary<string, string> { [nameof(Mood.VeryGood)] = "x" },
        };
    }

    [RegisterProvider("echo")]
    private sealed class Echo : LlmProvider
    {
        [Post("/echo")]
        public Answer Handle(Request request) => new(request.MaxNewTokens, request.UserName);

        [Post("/any")]
        public object Any(JsonElement body) => new { echo = body };
    }

    [RegisterProvider("picky")]
    private sealed class Picky : LlmProvider
    {
        public override Problem? Validate(object request) =>
            request is Request { MaxNewTokens: var count } && count % 2 == 1 ? "max_new_tokens must be even." : null;

        [Post("/picky")]
        public object Handle(Request request) => request;
    }
}
