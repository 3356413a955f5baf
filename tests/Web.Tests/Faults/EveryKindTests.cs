using MockLlm.Engine.Faults;

namespace MockLlm.Web.Tests.Faults;

/// <summary>Every kind of fault there is, on a bare socket: the bytes that come and how the connection ends, streamed and plain, of every provider.</summary>
public sealed class EveryKindTests
{
    private delegate void Look(WireAnswer whole, WireAnswer seen);

    // Kind → how it is asked for, what a plain answer is then, and what a stream is.
    private static readonly Dictionary<string, (string Fault, Look Plain, Look Stream)> Expected = new(StringComparer.Ordinal)
    {
        ["status"] = ("kind=status; status=418", Error(418), Error(418)),
        ["rate_limited"] = ("rate_limited", Error(429), Error(429)),
        ["overloaded"] = ("overloaded", Error(503, 529), Error(503, 529)),
        ["unauthorized"] = ("unauthorized", Error(401), Error(401)),
        ["context_length"] = ("context_length", Error(400), Error(400)),
        ["server_error"] = ("server_error", Error(500), Error(500)),
        ["delay"] = ("delay:1ms", Same, Same),
        ["hang"] = ("hang:1ms", Nothing, Nothing),
        ["reset"] = ("reset", Nothing, Nothing),
        ["close"] = ("close", Cut(Ending.Fin), Cut(Ending.Fin)),
        ["truncate"] = ("truncate", Short, Short),
        ["stall"] = ("stall:1ms", Same, Same),
        ["drip"] = ("kind=drip; bytes=100; pause=1ms", Same, Same),
        ["malformed"] = ("malformed", Changed, Changed),
        ["invalid_utf8"] = ("invalid_utf8", Changed, Changed),
        ["duplicate"] = ("duplicate", Untouched, Longer),
        ["reorder"] = ("reorder", Untouched, Changed),
        ["drop_event"] = ("drop_event", Untouched, Shorter),
        ["no_terminator"] = ("no_terminator", Untouched, Short),
        ["error_event"] = ("error_event", Untouched, Changed),
        ["empty"] = ("empty", Empty, Empty),
        ["html"] = ("html", Page, Page),
        ["refusal"] = ("refusal", Changed, Changed),
        ["content_filter"] = ("content_filter", Changed, Changed),
        ["cut_length"] = ("cut_length", Changed, Changed),
        ["bad_tool_arguments"] = ("bad_tool_arguments", Changed, Changed),
        ["unknown_tool"] = ("unknown_tool", Changed, Changed),
    };

    private static readonly string[] Paths = [FaultedTalk.OpenAi, FaultedTalk.Responses, FaultedTalk.Anthropic, FaultedTalk.Events];

    public static TheoryData<string> Kinds => [.. FaultKinds.Names];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Every_kind_is_seen_on_the_wire(string kind)
    {
        Assert.True(Expected.TryGetValue(kind, out var expected), $"What {kind} looks like on the wire is not written down here.");
        var prompt = kind is "bad_tool_arguments" or "unknown_tool" ? "tool" : "hi";
        await using var talk = await FaultedTalk.Start("rules: [{when: {prompt: tool}, reply: {text: Look, tool_calls: [{name: get_weather, arguments: {city: Paris, days: 3}}]}}]");
        using var connections = await OpenConnections.To(talk.Server);

        foreach (var path in Paths)
        {
            foreach (var stream in new[] { false, true })
            {
                var whole = await WireAnswer.Of(talk.Server, path, prompt, stream);
                var seen = await WireAnswer.Of(talk.Server, path, prompt, stream, expected.Fault);
                var look = stream ? expected.Stream : expected.Plain;

                // What the talk provider is handed has tool calls, and it says none of them.
                (prompt == "tool" && path == FaultedTalk.Events ? Same : look)(whole, seen);
                Assert.Equal(seen.Status == 0 || look == Untouched ? null : kind, seen.Said);
            }
        }

        await connections.Are(0);
    }

    private static Look Error(params int[] statuses) => (_, seen) =>
    {
        Assert.Contains(seen.Status, statuses);
        Assert.Contains("json", seen.ContentType, StringComparison.Ordinal);
        Assert.Matches("^{.*}$", seen.Body);
        Assert.Null(seen.Ending);
    };

    private static Look Cut(Ending ending) => (whole, seen) =>
    {
        IsBeginning(whole, seen);
        Assert.Equal(ending, seen.Ending);
    };

    private static void Nothing(WireAnswer whole, WireAnswer seen) => Assert.Equal((0, "", Ending.Reset), (seen.Status, seen.Body, seen.Ending!.Value));

    private static void Same(WireAnswer whole, WireAnswer seen) =>
        Assert.Equal((whole.Status, whole.ContentType, whole.Body, null), (seen.Status, seen.ContentType, seen.Body, seen.Ending));

    private static void Untouched(WireAnswer whole, WireAnswer seen) => Same(whole, seen);

    private static void Short(WireAnswer whole, WireAnswer seen)
    {
        IsBeginning(whole, seen);
        Assert.Null(seen.Ending);
    }

    private static void Changed(WireAnswer whole, WireAnswer seen)
    {
        Assert.Equal((200, whole.ContentType, null), (seen.Status, seen.ContentType, seen.Ending));
        Assert.NotEqual(whole.Body, seen.Body);
    }

    private static void Longer(WireAnswer whole, WireAnswer seen)
    {
        Changed(whole, seen);
        Assert.True(seen.Body.Length > whole.Body.Length);
    }

    private static void Shorter(WireAnswer whole, WireAnswer seen)
    {
        Changed(whole, seen);
        Assert.True(seen.Body.Length < whole.Body.Length);
    }

    private static void Empty(WireAnswer whole, WireAnswer seen) => Assert.Equal((200, "", null), (seen.Status, seen.Body, seen.Ending));

    private static void Page(WireAnswer whole, WireAnswer seen)
    {
        Assert.Equal((502, "text/html", null), (seen.Status, seen.ContentType, seen.Ending));
        Assert.StartsWith("<html>", seen.Body, StringComparison.Ordinal);
    }

    private static void IsBeginning(WireAnswer whole, WireAnswer seen)
    {
        Assert.Equal((200, whole.ContentType), (seen.Status, seen.ContentType));
        Assert.True(seen.Body.Length < whole.Body.Length);
        Assert.StartsWith(seen.Body, whole.Body, StringComparison.Ordinal);
    }
}
