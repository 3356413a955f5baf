using System.Text.Json.Nodes;
using MockLlm.Providers.OpenAi.Responses;

namespace MockLlm.Providers.Tests.OpenAi.Responses;

public sealed class ResponseStoreTests
{
    private const string Path = "/v1/responses/{id}";

    private readonly Vendor _vendor = ResponsesClient.Saying(ResponsesClient.Text("yes"));

    [Theory]
    [InlineData("")]
    [InlineData("\"stream\": true")]
    public void A_response_can_be_had_again_as_it_was_until_it_is_deleted(string stream)
    {
        var made = _vendor.Ask(stream);
        var response = made.Json ?? made.Events[^1].Json["response"]!;
        var id = (string)response["id"]!;

        Assert.True(JsonNode.DeepEquals(response, _vendor.Get(Path, id).Json));
        var deleted = _vendor.Send("DELETE", Path, id);
        Assert.Equal($$"""{"id":"{{id}}","object":"response","deleted":true}""", deleted.Json!.ToJsonString());
        foreach (var missing in new[] { _vendor.Get(Path, id), _vendor.Send("DELETE", Path, id), _vendor.Get(Path + "/input_items", id), _vendor.Send("POST", Path + "/cancel", id) })
        {
            Assert.Equal(404, missing.Status);
            OpenAiErrorTests.AssertError(missing, "invalid_request_error", $"Response with id '{id}' not found.", null, null);
        }
    }

    [Fact]
    public void What_is_not_to_be_stored_is_not_found()
    {
        var id = _vendor.Ask("\"store\": false").Id();

        Assert.Equal(404, _vendor.Get(Path, id).Status);
        Assert.Equal(400, _vendor.Ask($"\"previous_response_id\": \"{id}\"").Status);
    }

    [Fact]
    public void A_reset_forgets_all()
    {
        var id = _vendor.Ask().Id();

        _vendor.Provider.Forget();

        Assert.Equal(404, _vendor.Get(Path, id).Status);
    }

    [Fact]
    public void A_conversation_goes_on_with_all_that_was_said_but_the_instructions()
    {
        var first = _vendor.Ask("\"input\": \"first\", \"instructions\": \"Be brief.\"", requestKey: 1);
        var second = _vendor.Ask($"\"input\": \"second\", \"previous_response_id\": \"{first.Id()}\"", requestKey: 2);
        var third = Read($"\"input\": \"third\", \"previous_response_id\": \"{second.Id()}\"");

        Assert.Equal(first.Id(), (string?)second.Json!["previous_response_id"]);
        Assert.Equal(["first", "yes", "second", "yes", "third"], third.Messages.Select(message => message.Text));
        Assert.Equal(["user", "assistant", "user", "assistant", "user"], third.Messages.Select(message => message.Role));
        Assert.True((int)second.Json!["usage"]!["input_tokens"]! > (int)first.Json!["usage"]!["input_tokens"]!);
    }

    [Fact]
    public void A_stored_call_is_answered_by_its_result_alone()
    {
        var vendor = ResponsesClient.Saying(CompletionPart.Call("look", "{}"));
        var first = vendor.Ask();
        var call = (string)first.Json!["output"]![0]!["call_id"]!;

        var unanswered = vendor.Ask($"\"input\": \"well?\", \"previous_response_id\": \"{first.Id()}\"", requestKey: 2);
        var answered = vendor.Ask(
            $$"""
            "input": [{"type": "function_call_output", "call_id": "{{call}}", "output": "sunny"}], "previous_response_id": "{{first.Id()}}"
            """,
            requestKey: 3);

        Assert.Equal($"No tool output found for function call {call}.", (string?)unanswered.Json!["error"]!["message"]);
        Assert.Equal(200, answered.Status);
    }

    [Fact]
    public void An_item_can_be_named_instead_of_being_sent_again()
    {
        var first = _vendor.Ask("\"input\": \"first\"");
        var item = (string)first.Json!["output"]![0]!["id"]!;

        var next = Read($$"""
            "input": [{"role": "user", "content": "first"}, {"type": "item_reference", "id": "{{item}}"}, {"role": "user", "content": "second"}]
            """);

        Assert.Equal(["first", "yes", "second"], next.Messages.Select(message => message.Text));
    }

    [Fact]
    public void What_was_asked_is_listed_newest_first_in_pages()
    {
        var id = _vendor.Ask("""
            "input": [{"role": "user", "content": "a"}, {"role": "assistant", "content": "b"}, {"role": "user", "content": [{"type": "input_text", "text": "c"}]}]
            """).Id();

        var page = _vendor.Get(Path + "/input_items", id, ("limit", "2")).Json!;
        var rest = _vendor.Get(Path + "/input_items", id, ("after", (string)page["last_id"]!)).Json!;
        var inOrder = _vendor.Get(Path + "/input_items", id, ("order", "asc")).Json!;

        Assert.Equal(["c", "b"], Texts(page));
        Assert.True((bool)page["has_more"]!);
        Assert.Equal(["a"], Texts(rest));
        Assert.False((bool)rest["has_more"]!);
        Assert.Equal(["a", "b", "c"], Texts(inOrder));
        Golden.Matches("OpenAi/Responses/Golden/input-items.json", ResponsesClient.Numbered(inOrder));
    }

    [Fact]
    public void Only_what_was_made_in_the_background_can_be_cancelled_and_it_stays_as_it_is()
    {
        var made = _vendor.Ask("\"background\": true", requestKey: 1);
        var synchronous = _vendor.Ask(requestKey: 2);

        Assert.True(JsonNode.DeepEquals(made.Json, _vendor.Send("POST", Path + "/cancel", made.Id()).Json));
        var refused = _vendor.Send("POST", Path + "/cancel", synchronous.Id());
        Assert.Equal(400, refused.Status);
        OpenAiErrorTests.AssertError(refused, "invalid_request_error", "Cannot cancel a synchronous response.", null, null);
    }

    [Fact]
    public void The_oldest_are_forgotten_when_there_are_too_many_and_the_rest_of_a_conversation_goes_on()
    {
        var store = new ResponseStore(capacity: 2, bytes: long.MaxValue);
        foreach (var (id, previous) in new[] { ("a", null), ("b", "a"), ("c", "b") })
        {
            store.Keep(Stored(id, previous));
        }

        var said = new List<InputItem>();

        Assert.Null(store.Find("a"));
        Assert.False(store.Recall("c", said));
        Assert.Equal(["to b", "to c"], said.Select(item => item.Message!.Text));
    }

    [Fact]
    public void The_oldest_are_forgotten_when_they_take_too_much_but_never_the_newest()
    {
        var store = new ResponseStore(capacity: 100, bytes: (2 * Stored("a", null).Size) + 1);
        foreach (var id in new[] { "a", "b", "c" })
        {
            store.Keep(Stored(id, null));
        }

        Assert.Null(store.Find("a"));
        Assert.NotNull(store.Find("b"));
        store.Keep(Stored("d", null, new string('x', 100_000)));
        Assert.Null(store.Find("c"));
        Assert.NotNull(store.Find("d"));
        store.Clear();
        Assert.Null(store.Find("d"));
    }

    [Fact]
    public void Threads_that_keep_and_forget_at_once_leave_no_more_than_there_is_room_for()
    {
        var store = new ResponseStore(capacity: 10, bytes: long.MaxValue);

        Parallel.For(0, 2000, i =>
        {
            store.Keep(Stored($"{i % 50}", $"{(i + 1) % 50}"));
            store.Recall($"{i % 50}", []);
            store.Forget($"{(i + 7) % 50}");
        });

        Assert.InRange(Enumerable.Range(0, 50).Count(id => store.Find($"{id}") is not null), 0, 10);
    }

    private static StoredResponse Stored(string id, string? previous, string text = "") => new(
        new(id, "gpt-4o", 0, 0, new("", FinishReason.Stop), default, []) { Reasoning = new(null, null, false), Shown = Vendor.Body<ResponseRequest>("""{"model": "m"}""").Shown },
        [InputItem.Of(text.Length == 0 ? "to " + id : text)],
        [])
    {
        PreviousId = previous,
    };

    private Conversation Read(string fields) => _vendor.Provider.Read(Vendor.Body<ResponseRequest>(ResponsesClient.Body(fields)))!;

    private static IEnumerable<string?> Texts(JsonNode page) => page["data"]!.AsArray().Select(item => (string?)item!["content"]![0]!["text"]);
}
