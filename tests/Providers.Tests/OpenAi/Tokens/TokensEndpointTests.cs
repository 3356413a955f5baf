using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Xunit;
using MockLlm.Providers.Tests.OpenAi.Chat;

namespace MockLlm.Providers.Tests.OpenAi.Tokens;

/// <summary><c>/tokenize</c> and <c>/detokenize</c> of vLLM.</summary>
public sealed class TokensEndpointTests
{
    [Fact]
    public void A_text_becomes_its_tokens()
    {
        var answer = Tokenize("""{"model": "gpt-4o", "prompt": "hello world"}""");

        Assert.Equal("""{"count":2,"max_model_len":128000,"tokens":[24912,2375],"token_strs":null}""", answer.ToJsonString());
    }

    [Fact]
    public void The_text_of_each_token_is_shown_on_demand() => Assert.Equal(
        ["hello", " world"],
        Tokenize("""{"prompt": "hello world", "return_token_strs": true}""")["token_strs"]!.AsArray().Select(text => (string?)text));

    [Property]
    public void A_text_survives_both_directions(NonNull<string> written)
    {
        // A lone surrogate has no tokens of its own.
        var text = new string([.. written.Get.Where(letter => !char.IsSurrogate(letter))]);

        var tokens = Tokenize(JsonSerializer.Serialize(new { model = "gpt-4o", prompt = text }))["tokens"]!;
        var back = OpenAiClient.Vendor.Post("/detokenize", $$"""{"model": "gpt-4o", "tokens": {{tokens.ToJsonString()}}}""");

        Assert.Equal(text, (string?)back.Json!["prompt"]);
    }

    [Theory]
    [InlineData("gpt-4o")]
    [InlineData("gpt-4")]
    public void Messages_have_the_tokens_that_a_chat_charges(string model)
    {
        const string Messages = """[{"role": "system", "content": "Be brief."}, {"role": "user", "name": "ann", "content": "what is 2+2?"}]""";

        var count = Tokenize($$"""{"model": "{{model}}", "messages": {{Messages}}}""")["count"]!;
        var charged = ChatClient.Vendor.Post(ChatClient.Path, $$"""{"model": "{{model}}", "messages": {{Messages}}}""");

        Assert.Equal((int)charged.Json!["usage"]!["prompt_tokens"]!, (int)count);
    }

    [Fact]
    public void The_start_of_the_reply_is_left_out_on_demand() => Assert.Equal(
        3,
        (int)Tokenize("""{"messages": [{"role": "user", "content": "hi"}]}""")["count"]!
        - (int)Tokenize("""{"messages": [{"role": "user", "content": "hi"}], "add_generation_prompt": false}""")["count"]!);

    [Theory]
    [InlineData("/tokenize", "{}", "prompt")]
    [InlineData("/tokenize", "{\"prompt\": 7}", "prompt")]
    [InlineData("/detokenize", "{}", "tokens")]
    [InlineData("/detokenize", "{\"tokens\": \"a\"}", "tokens")]
    [InlineData("/detokenize", "{\"tokens\": [[1]]}", "tokens")]
    [InlineData("/detokenize", "{\"tokens\": [1, -1]}", "tokens")]
    [InlineData("/detokenize", "{\"model\": \"gpt-4o\", \"tokens\": [99999999]}", "tokens")]
    public void A_mistake_is_named(string path, string body, string param)
    {
        var answer = OpenAiClient.Vendor.Post(path, body);

        Assert.Equal((400, param), (answer.Status, (string?)answer.Json!["error"]!["param"]));
    }

    [Fact]
    public void No_tokens_are_an_empty_text() => Assert.Equal("", (string?)OpenAiClient.Vendor.Post("/detokenize", """{"tokens": []}""").Json!["prompt"]);

    [Fact]
    public void The_server_tells_its_version_and_answers_pings()
    {
        Assert.Matches("^[0-9]+[.][0-9]+[.][0-9]+$", (string)OpenAiClient.Vendor.Get("/version").Json!["version"]!);
        Assert.Equal((200, 0), (OpenAiClient.Vendor.Get("/ping").Status, OpenAiClient.Vendor.Get("/ping").Bytes.Length));
        Assert.Equal(200, OpenAiClient.Vendor.Send("POST", "/ping").Status);
    }

    private static JsonNode Tokenize(string body)
    {
        var answer = OpenAiClient.Vendor.Post("/tokenize", body);
        Assert.Equal(200, answer.Status);
        return answer.Json!;
    }
}
