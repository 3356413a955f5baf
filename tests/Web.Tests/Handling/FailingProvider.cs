using MockLlm.Engine;

namespace MockLlm.Web.Tests.Handling;

/// <summary>A provider that fails in every way its author can make it fail.</summary>
[RegisterProvider("failing")]
internal sealed class FailingProvider : LlmProvider
{
    public override string? RequestIdHeader => "x-failing-id";

    public override Problem? ValidateHead(RequestHead head) => head.Path switch
    {
        "/failing/head" => throw new InvalidOperationException("A secret of ValidateHead."),
        "/failing/file" => throw new IOException("A secret of a file."),
        "/failing/cancelled" => throw new OperationCanceledException("A secret of a task."),
        _ => null,
    };

    public override Problem? Validate(object request) => throw new InvalidOperationException("A secret of Validate.");

    public override Reply Error(int status, string kind, string message) => Reply.Json(new { failing = kind, message }, status);

    [Get("/failing/fine")]
    public object Fine() => new { fine = true };

    [Get("/failing/throw")]
    public object Throw() => throw new InvalidOperationException("A secret of the handler.");

    [Get("/failing/throw-late")]
    public async Task<object> ThrowLate()
    {
        await Task.Yield();
        throw new InvalidOperationException("A secret of the handler.");
    }

    [Get("/failing/null")]
    public object? Null() => null;

    [Get("/failing/null-task")]
    public Task<object>? NullTask() => null;

    [Get("/failing/unserialisable")]
    public object Unserialisable() => new { action = (Action)(() => { }) };

    [Get("/failing/cycle")]
    public object Cycle()
    {
        var all = new List<object>();
        all.Add(all);
        return all;
    }

    [Get("/failing/header")]
    public Reply Header() => Reply.Json(new { }).WithHeader("x-bad", "line\r\nbreak");

    [Get("/failing/head")]
    public object Head() => new { };

    [Get("/failing/file")]
    public object File() => new { };

    [Get("/failing/cancelled")]
    public object Cancelled() => new { };

    [Post("/failing/validate")]
    public object Validated(System.Text.Json.JsonElement body) => body;
}
