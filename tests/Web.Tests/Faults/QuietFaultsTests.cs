using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MockLlm.Web.Tests.Control;

namespace MockLlm.Web.Tests.Faults;

/// <summary>A connection that is ended on purpose is no trouble of the server's, but a fault that never fires is worth a word.</summary>
public sealed class QuietFaultsTests
{
    [Theory]
    [InlineData("close", true)]
    [InlineData("close", false)]
    [InlineData("reset:0.5", true)]
    [InlineData("reset:0.5", false)]
    public async Task Nothing_is_logged_of_a_connection_that_is_ended_on_purpose(string fault, bool stream)
    {
        using var log = new Troubles();
        await using (var server = await TestServer.Start(options => options with { LogLevel = LogLevel.Warning }))
        {
            server.Services.GetRequiredService<ILoggerFactory>().AddProvider(log);
            using var connection = await RawConnection.Post(
                server.Url, $"{FaultedTalk.OpenAi}?mockllm_fault={fault}", FaultedTalk.Body(FaultedTalk.OpenAi, stream));
            await connection.ToEnd();
        }

        Assert.Empty(log.Said);
    }

    [Fact]
    public async Task A_fault_that_is_put_and_never_fires_is_warned_of_and_those_beside_it_are_not_again()
    {
        using var log = new Troubles();
        await using var server = await TestServer.Start(options => options with { LogLevel = LogLevel.Warning }, "faults: [{name: first, kind: status, times: 0}]");
        server.Services.GetRequiredService<ILoggerFactory>().AddProvider(log);

        await server.Ask(HttpMethod.Put, "/_mockllm/faults/second", """{"kind": "close", "from": "5s", "until": "1s"}""");
        await server.Ask(HttpMethod.Put, "/_mockllm/faults/third", """{"kind": "close", "when": {"model": "gpt-*"}}""");

        Assert.Equal(["Put live: faults.second never fires: its until must be after its from"], log.Said);
    }
}
