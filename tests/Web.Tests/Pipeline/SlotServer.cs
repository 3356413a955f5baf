using MockLlm.Engine;
using MockLlm.Engine.Latency;
using MockLlm.Engine.Precedence;

namespace MockLlm.Web.Tests.Pipeline;

/// <summary>Servers with a latency, and what is sent to them.</summary>
internal static class SlotServer
{
    public static readonly TimeSpan FirstToken = TimeSpan.FromSeconds(2);

    /// <summary>A first token after two seconds and no gaps.</summary>
    public static LatencySettings Slots(int? slots, int? queue = null) => new()
    {
        TimeToFirstToken = new Distribution.Constant(FirstToken.Ticks),
        Slots = slots is { } count ? count : null,
        Queue = queue is { } most ? most : null,
    };

    /// <summary>Starts a server where everything has the same latency, but for some models.</summary>
    public static Task<TestServer> Start(TimeProvider time, LatencySettings top, params (string Provider, string Model, LatencySettings Latency)[] models) => TestServer.Start(
        options => options with
        {
            Time = time,
            Snapshot = options.Snapshot with
            {
                Latency = new(
                    top.At(new(ConfigLayer.TopLevel)),
                    [],
                    models.Select(model => KeyValuePair.Create((model.Provider, model.Model), model.Latency.At(new(ConfigLayer.Model))))),
            },
        },
        """
        responses: {hi: hello}
        server: {drain: 10s}
        models: [{name: large, provider: openai, aliases: [l]}, {name: small, provider: openai}, {name: form, provider: forms}]
        """,
        typeof(OwnWordsProvider),
        typeof(FormsProvider));

    public static string Chat(string model, bool stream = false) =>
        $$"""{"model":"{{model}}","stream":{{(stream ? "true" : "false")}},"messages":[{"role":"user","content":"hi"}]}""";
}

/// <summary>Runs its handlers one at a time, and has words of its own for a full queue.</summary>
[RegisterProvider("own-words")]
internal sealed class OwnWordsProvider : LlmProvider
{
    public override ErrorWording Wording { get; } = new Words();

    [Post("/own")]
    public object Chat(Mock mock) => new { text = mock.Respond("hi").Text };

    [Post("/own/throws")]
    public object Throws() => throw new InvalidOperationException("The handler broke.");

    [Post("/own/never")]
    public Task<object> Never() => new TaskCompletionSource<object>().Task;

    [Post("/own/count", Unmetered = true)]
    public object Count() => new { tokens = 1 };

    [Get("/own")]
    public object List() => new { models = 0 };

    private sealed class Words : ErrorWording
    {
        public override Problem Overloaded() => new(503, "busy", "Come back tomorrow.");
    }
}

/// <summary>Takes a form whose field names the model.</summary>
[RegisterProvider("forms", Concurrent = true)]
internal sealed class FormsProvider : LlmProvider
{
    [Post("/form")]
    public object Take(Form form) => new { model = form.Text("model") };
}
