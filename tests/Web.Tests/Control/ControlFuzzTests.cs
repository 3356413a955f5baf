using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using MockLlm.Web.Tests.Input;

namespace MockLlm.Web.Tests.Control;

/// <summary>Control bodies nobody thought of: each is taken or refused in so many words, and the server stays one that can be changed.</summary>
public sealed class ControlFuzzTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private const int Bodies = 2_500;

    private static readonly string[] Keys =
    [
        "settings", "latency", "limits", "providers", "openai", "anthropic", "lag_enabled", "lag_factor", "chunk", "api_keys", "reveal", "slots", "queue", "profile",
        "inter_token", "time_to_first_token", "load_factor", "mean", "cv", "min", "max", "samples", "requests_per_minute", "per", "enabled", "kind", "name", "when", "model",
        "prompt", "contains", "regex", "probability", "every", "skip", "times", "from", "until", "by", "for", "status", "headers", "message", "x",
    ];

    private static readonly string[] Values =
    [
        "null", "true", "false", "0", "1", "2", "-1", "0.5", "1e999", "99999999999999999999", "\"15ms\"", "\"1\"", "\"gpt-4o\"", "\"overloaded\"", "\"delay\"", "\"status\"",
        "\"none\"", "\"key\"", "\"(\"", "\"\"", "\"null\"", "\"yes\"", "\"\\ud83d\"", "\"é😀\"", "\"\\u0000\"",
    ];

    private static Gen<string> Patches => Map(3);

    private static Gen<string> Garbage =>
        from text in Patches
        from at in Gen.Choose(0, 200)
        from piece in Gen.Elements("", "{", "}", "[", "\"", ",", ":", "\\", "\u0000", "é", "//", "1")
        select text[..Math.Min(at, text.Length)] + piece + text[Math.Min(at + 1, text.Length)..];

    private static Gen<string> AnyFault =>
        from kind in Gen.Elements("status", "delay", "hang", "empty", "html", "overloaded", "reset", "nothing")
        from rest in Map(2)
        select rest.Length > 2 ? $"{{\"kind\":\"{kind}\",{rest[1..]}" : $"{{\"kind\":\"{kind}\"}}";

    private static Gen<string> Ours =>
        from section in Gen.Elements("settings", "latency", "limits")
        from key in Gen.Elements(Keys)
        from value in Any(2)
        select $"{{\"{section}\":{{\"{key}\":{value}}}}}";

    [Property(MaxTest = Bodies)]
    public Property Any_piece_of_a_file_is_taken_or_refused() => Check("PATCH", "/_mockllm/settings", Patches);

    [Property(MaxTest = Bodies)]
    public Property Any_value_of_a_section_is_taken_or_refused() => Check("PATCH", "/_mockllm/settings", Ours);

    [Property(MaxTest = Bodies)]
    public Property Any_fault_is_taken_or_refused() => Check("PUT", "/_mockllm/faults/one", AnyFault);

    [Property(MaxTest = Bodies)]
    public Property Any_garbage_is_taken_or_refused() => Check("PUT", "/_mockllm/faults/one", Garbage);

    private Property Check(string method, string path, Gen<string> bodies) =>
        Prop.ForAll(bodies.ToArbitrary(), body => Send(method, path, body).GetAwaiter().GetResult());

    private async Task Send(string method, string path, string json)
    {
        using var connection = await RawConnection.Open(shared.Server.Url);
        var body = Encoding.UTF8.GetBytes(json);
        await connection.Send([.. Head(method, path, body.Length), .. body]);
        var answer = await connection.Read();
        Assert.True(answer.Status is 200 or 201 or 400, $"{answer.Status} for {json}");
        if (answer.Status == 400)
        {
            Assert.NotEmpty(answer.Json.Message()!);
        }

        // What is in force can always be patched with nothing, and undone.
        await connection.Send([.. Head("PATCH", "/_mockllm/settings", 2), .. "{}"u8]);
        Assert.Equal(200, (await connection.Read()).Status);
        await connection.Send(Head("POST", "/_mockllm/reset", 0));
        Assert.Equal(204, (await connection.Read()).Status);
    }

    private static byte[] Head(string method, string path, int length) => Encoding.ASCII.GetBytes(
        $"{method} {path} HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n\r\n");

    private static Gen<string> Any(int depth) => depth == 0
        ? Gen.Elements(Values)
        : Gen.OneOf(
            Gen.Elements(Values), Map(depth), Gen.Choose(0, 2).SelectMany(count => Any(depth - 1).ListOf(count)).Select(items => $"[{string.Join(',', items)}]"));

    private static Gen<string> Map(int depth) =>
        from count in Gen.Choose(0, 4)
        from pairs in Gen.Elements(Keys).Zip(Any(depth - 1)).ListOf(count)
        select $"{{{string.Join(',', pairs.Select(pair => $"\"{pair.Item1}\":{pair.Item2}"))}}}";
}
