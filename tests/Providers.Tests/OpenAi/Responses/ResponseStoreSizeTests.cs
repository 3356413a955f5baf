using MockLlm.Providers.OpenAi.Responses;

namespace MockLlm.Providers.Tests.OpenAi.Responses;

[Collection(Alone.Name)]
public sealed class ResponseStoreSizeTests
{
    private const long Bound = 16 * 1024 * 1024;

    private readonly Vendor _vendor = ResponsesClient.Saying(ResponsesClient.Text("yes"));

    public static TheoryData<string, string> Shapes => new()
    {
        { "a short text", "\"input\": \"hi\"" },
        { "a long text", $"\"input\": \"{new string('x', 200_000)}\"" },
        { "a long text with escapes", $"\"input\": \"{string.Concat(Enumerable.Repeat("line\\n", 20_000))}\"" },
        { "many small items", $"\"input\": [{Many(500, """{"role": "user", "content": ""}""")}]" },
        { "many small parts", $$"""
            "input": [{"role": "user", "content": [{{Many(500, """{"type": "input_text", "text": "a"}""")}}]}]
            """ },
        { "many items that are only passed on", $"\"input\": [{Many(500, """{"type": "web_search_call"}""")}]" },
        { "many images", $$"""
            "input": [{"role": "user", "content": [{{Many(500, """{"type": "input_image", "image_url": "http://a"}""")}}]}]
            """ },
        { "many tools", $"\"input\": \"hi\", \"tools\": [{Many(100, """{"type": "function", "name": "f", "parameters": {"type": "object"}}""")}]" },
        { "many fields", """
            "input": "hi", "user": "u", "temperature": 1, "top_p": 1, "metadata": {"a": "b"}, "truncation": "auto", "text": {"verbosity": "low"},
            "prompt_cache_key": "k", "safety_identifier": "s", "max_output_tokens": 100, "parallel_tool_calls": true, "tool_choice": "auto"
            """ },
        { "a long name of a user", $"\"input\": \"hi\", \"user\": \"{new string('x', 100_000)}\"" },
        { "a long model name", $"\"input\": \"hi\", \"model\": \"{new string('x', 100_000)}\"" },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Kept_responses_take_about_as_much_as_they_are_counted_and_stay_within_the_bound(string shape, string fields)
    {
        Assert.NotEmpty(shape);
        var store = new ResponseStore(bytes: Bound);
        _ = Made("\"input\": \"hi\"");
        var size = 0L;
        // The pools of earlier tests may give memory back while the store is filled, so what the store gives back is measured.
        var taken = Alone.HeapBetween(Fill, Release);

        Assert.InRange(size, 1, Bound);
        Assert.InRange((double)taken / size, 1 / 1.5, 1.5);

        void Fill()
        {
            for (var kept = 0L; kept < 2 * Bound;)
            {
                var response = Made(fields);
                store.Keep(response);
                kept += response.Size;
            }
        }

        void Release()
        {
            size = store.Size;
            store.Clear();
        }
    }

    [Fact]
    public void A_request_with_many_small_items_is_counted_with_its_objects()
    {
        var items = Made($"\"input\": [{Many(1000, """{"role": "user", "content": ""}""")}]");

        Assert.InRange(items.Size, 300 * 1000, 1000 * 1000);
    }

    [Fact]
    public void An_item_is_found_without_a_search_through_all_items_and_in_the_oldest_response_that_has_it()
    {
        var store = new ResponseStore();
        var responses = Enumerable.Range(0, 4)
            .Select(i => Made($$"""
                "input": [{"type": "message", "id": "same", "role": "user", "content": "{{i}}"}, {"type": "message", "id": "own{{i}}", "role": "user", "content": "a"}]
                """) with { PreviousId = null })
            .Select((response, i) => response with { Answer = response.Answer with { Id = $"r{i}" } })
            .ToList();
        responses.ForEach(store.Keep);

        Assert.Equal("0", Said("same"));
        store.Forget("r0");
        Assert.Equal("1", Said("same"));
        Assert.Null(store.Item("own0"));
        store.Forget("r3");
        store.Forget("r2");
        Assert.Equal("1", Said("same"));
        store.Keep(responses[3]);
        store.Forget("r1");
        Assert.Equal("3", Said("same"));
        store.Clear();
        Assert.Null(store.Item("same"));

        string? Said(string id) => store.Item(id)?.Message?.Text;
    }

    // A search through all items would take many minutes.
    [Fact]
    public async Task Very_many_references_are_resolved_quickly()
    {
        var store = new ResponseStore();
        var made = Made("\"input\": \"hi\"");
        for (var i = 0; i < 5_000; i++)
        {
            store.Keep(made with { Answer = made.Answer with { Id = $"r{i}" }, Input = [made.Input[0] with { Id = $"i{i}" }] });
        }

        var found = await Task.Run(() => Enumerable.Range(0, 2_000_000).Count(i => store.Item($"i{i % 5_000}") is not null)).WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Equal(2_000_000, found);
    }

    private static string Many(int count, string item) => string.Join(',', Enumerable.Repeat(item, count));

    private int _made;

    private StoredResponse Made(string fields)
    {
        var body = fields.Contains("\"model\"", StringComparison.Ordinal) ? $"{{{fields}}}" : ResponsesClient.Body(fields);
        var request = Vendor.Body<ResponseRequest>(body);
        var mock = _vendor.NewMock(Vendor.Head("POST", ResponsesClient.Path), requestKey: (ulong)++_made);
        var completion = mock.Respond(request.Conversation(new ResponseStore()));
        return StoredResponse.Of(ResponseAnswer.Of(request, completion, 7, mock), request, mock.Ids);
    }
}
