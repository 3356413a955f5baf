using System.Net;
using MockLlm.Engine;
using MockLlm.Engine.Tests.Pacing;
using MockLlm.Web.Tests.Plugins;

using static MockLlm.Web.Tests.Control.ControlClient;

namespace MockLlm.Web.Tests.Control;

/// <summary>A reset lets each provider forget what it keeps.</summary>
public sealed class ForgettingTests
{
    [Fact]
    public async Task A_provider_from_outside_forgets_what_it_keeps()
    {
        await using var server = await TestServer.Start("", null, typeof(NotesProvider));
        await server.Http.GetStringAsync("/notes");

        Assert.Equal("2", await server.Http.GetStringAsync("/notes"));
        Assert.Equal(HttpStatusCode.NoContent, await Reset(server));
        Assert.Equal("1", await server.Http.GetStringAsync("/notes"));
    }

    [Fact]
    public async Task One_that_throws_does_not_keep_the_others_from_it()
    {
        await using var server = await TestServer.Start("", null, typeof(ForgetfulProvider), typeof(NotesProvider));
        await server.Http.GetStringAsync("/notes");

        Assert.Equal(HttpStatusCode.NoContent, await Reset(server));

        Assert.True(server.Provider<ForgetfulProvider>().WasAsked);
        Assert.Equal("1", await server.Http.GetStringAsync("/notes"));
    }

    [Fact]
    public async Task A_plugin_forgets_on_its_own_threads()
    {
        await using var server = await BuiltPlugin.Load().Serve();

        Assert.Equal(HttpStatusCode.NoContent, await Reset(server));

        Assert.Equal("""{"thread":"own"}""", await server.Http.GetStringAsync("/hostile/forgotten"));
    }

    [Fact]
    public async Task A_plugin_that_throws_is_left_alone()
    {
        var loaded = BuiltPlugin.Load();
        await using var server = await loaded.Serve();
        loaded.Forgetting().Enqueue(() => throw new InvalidOperationException("A secret of the plug-in."));

        Assert.Equal(HttpStatusCode.NoContent, await Reset(server));

        Assert.Empty(loaded.Forgetting());
        Assert.Equal("""{"thread":"own"}""", await server.Http.GetStringAsync("/hostile/forgotten"));
    }

    [Fact]
    public async Task A_plugin_that_blocks_is_not_waited_for()
    {
        var loaded = BuiltPlugin.Load();
        await using var server = await loaded.Serve();
        loaded.Forgetting().Enqueue(loaded.Gate().Wait);

        Assert.Equal(HttpStatusCode.NoContent, await Reset(server).OrFail());

        loaded.Gate().Set();
    }

    [Fact]
    public async Task A_plugin_forgets_while_its_handlers_block()
    {
        var loaded = BuiltPlugin.Load();
        await using var server = await loaded.Serve();
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        loaded.Forgetting().Enqueue(asked.SetResult);
        var blocked = Enumerable.Range(0, 20).Select(_ => server.Http.GetStringAsync("/hostile/block")).ToList();

        Assert.Equal(HttpStatusCode.NoContent, await Reset(server).OrFail());

        await asked.Task.OrFail();
        loaded.Gate().Set();
        await Task.WhenAll(blocked).OrFail();
    }

    private static async Task<HttpStatusCode> Reset(TestServer server) => (await server.Ask(HttpMethod.Post, ResetPath)).Status;

    [RegisterProvider("notes")]
    private sealed class NotesProvider : LlmProvider
    {
        private int _count;

        public override void Forget() => Interlocked.Exchange(ref _count, 0);

        [Get("/notes")]
        public object Count() => Interlocked.Increment(ref _count);
    }

    [RegisterProvider("forgetful")]
    private sealed class ForgetfulProvider : LlmProvider
    {
        public bool WasAsked { get; private set; }

        public override void Forget()
        {
            WasAsked = true;
            throw new InvalidOperationException("It cannot forget.");
        }

        [Get("/forgetful")]
        public object Nothing() => new { };
    }
}
