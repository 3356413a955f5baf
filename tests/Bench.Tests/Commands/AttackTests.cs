using MockLlm.Bench.Attacks;
using MockLlm.Bench.Servers;

namespace MockLlm.Bench.Tests.Commands;

/// <summary>One request of each hostile kind: the server refuses or answers it, and goes on. <c>bench attack</c> measures many at once.</summary>
public sealed class AttackTests
{
    [Fact]
    public async Task Each_hostile_request_is_answered_and_the_server_goes_on()
    {
        await using var mockllm = MockLlmServer.Start(server: null, HostileRequest.Rules);
        await Readiness.Warm(mockllm.Process, CancellationToken.None);
        using var connection = new HttpConnection(mockllm.Process.Port);
        foreach (var request in HostileRequest.All.Where(request => !request.IsIncomplete))
        {
            var answer = connection.Send("POST", request.Path, "content-type: application/json\r\nanthropic-version: 2023-06-01\r\n", request.Body());
            Assert.True(answer.Status is 200 or (>= 400 and < 500) or 503 or 504 or 529, $"{request.Name}: {answer.Status} {answer.Body}");
        }

        mockllm.Process.ThrowIfEnded();
    }
}
