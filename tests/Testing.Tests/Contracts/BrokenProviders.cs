using System.Text;
using System.Text.Json;
using MockLlm.Engine;

namespace MockLlm.Testing.Tests.Contracts;

[RegisterProvider("forgets-the-end")]
public sealed class ForgetsTheEnd : WordsProvider
{
    protected override IEnumerable<Frame> Lines(IEnumerable<TimedText> pieces) => base.Lines(pieces).SkipLast(1);
}

[RegisterProvider("breaks-its-stream")]
public sealed class BreaksItsStream : WordsProvider
{
    protected override IEnumerable<Frame> Lines(IEnumerable<TimedText> pieces) => throw new NotSupportedException("There are no lines.");
}

[RegisterProvider("makes-up-its-answers")]
public sealed class MakesUpItsAnswers : WordsProvider
{
    [Post("/v1/made-up")]
    public object MadeUp(ChatRequest request) => new { says = request.Prompt };
}

[RegisterProvider("says-errors-as-text")]
public sealed class SaysErrorsAsText : WordsProvider
{
    public override Reply Error(int status, string kind, string message) => Reply.Bytes("text/plain", Encoding.UTF8.GetBytes(message), status);
}

[RegisterProvider("has-two-error-shapes")]
public sealed class HasTwoErrorShapes : WordsProvider
{
    public override Reply Error(int status, string kind, string message) =>
        status == 400 && message.Contains("prompt", StringComparison.Ordinal) ? Reply.Json(new { oops = message }, status) : base.Error(status, kind, message);
}

[RegisterProvider("trusts-its-input")]
public sealed class TrustsItsInput : WordsProvider
{
    [Post("/v1/trusting")]
    public object Trust(JsonElement body, Mock mock) => new { says = mock.Respond(body.GetProperty("prompt").GetString()!).Text };
}

[RegisterProvider("takes-anything")]
public sealed class TakesAnything : WordsProvider
{
    [Post("/v1/anything")]
    public object Take(JsonElement body, Mock mock) => new { says = mock.Respond(body.ToString()).Text };
}

[RegisterProvider("has-no-405")]
public sealed class HasNo405 : WordsProvider
{
    public override ErrorWording Wording { get; } = new NotFoundInstead();

    private sealed class NotFoundInstead : ErrorWording
    {
        public override Problem Method(RequestHead head, string allowed) => Path(head);
    }
}

[RegisterProvider("has-a-broken-endpoint")]
public sealed class HasABrokenEndpoint : WordsProvider
{
    [Get("/v1/words/{id}")]
    public object Get() => throw new NotSupportedException("Not written yet.");
}

[RegisterProvider("tires")]
public sealed class Tires : WordsProvider
{
    private int _asked;

    [Post("/v1/tiring")]
    public object Answer(ChatRequest request, Mock mock) =>
        ++_asked > 40 ? throw new InvalidOperationException("Too tired.") : new { says = mock.Respond(request.Prompt).Text };
}
