using System.Net;

using static MockLlm.Web.Tests.Control.ControlClient;

namespace MockLlm.Web.Tests.Control;

public sealed class FaultRoutesTests
{
    [Fact]
    public async Task Faults_are_listed_in_their_order_as_the_file_has_them()
    {
        await using var server = await TestServer.Start("""
            faults:
              - {name: brownout, kind: overloaded, when: {provider: anthropic, prompt: {contains: x, ignore_case: yes}}, probability: 0.1}
              - {kind: delay, by: 500ms, every: 10}
            """);

        var (status, list) = await server.Ask(HttpMethod.Get, FaultsPath);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(
            """[{"name":"brownout","kind":"overloaded","when":{"provider":"anthropic","prompt":{"contains":"x","ignore_case":"yes"}},"probability":0.1},{"kind":"delay","by":"500ms","every":10}]""",
            list.GetRawText());
        Assert.Equal(HttpStatusCode.OK, (await server.Ask(HttpMethod.Put, $"{FaultsPath}/brownout", list[0].GetRawText())).Status);
        Assert.Equal(list.GetRawText(), (await server.Ask(HttpMethod.Get, FaultsPath)).Json.GetRawText());
    }

    [Fact]
    public async Task A_fault_acts_as_soon_as_it_is_put_and_no_more_once_it_is_deleted()
    {
        await using var server = await TestServer.Start();

        var (status, put) = await server.Ask(HttpMethod.Put, $"{FaultsPath}/brown out", """{"kind": "overloaded"}""");
        Assert.Equal(HttpStatusCode.Created, status);
        Assert.Equal("""{"name":"brown out","kind":"overloaded"}""", put.GetRawText());
        using (var hit = await server.Chat())
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, hit.StatusCode);
            Assert.Equal("brown out", Assert.Single(hit.Headers.GetValues("X-MockLlm-Fault")));
        }

        Assert.Equal(HttpStatusCode.OK, (await server.Ask(HttpMethod.Put, $"{FaultsPath}/brown%20out", """{"name": "brown out", "kind": "rate_limited"}""")).Status);
        using (var hit = await server.Chat())
        {
            Assert.Equal(HttpStatusCode.TooManyRequests, hit.StatusCode);
        }

        Assert.Equal(HttpStatusCode.NoContent, (await server.Ask(HttpMethod.Delete, $"{FaultsPath}/brown%20out")).Status);
        using var served = await server.Chat();
        Assert.Equal(HttpStatusCode.OK, served.StatusCode);
    }

    [Fact]
    public async Task A_fault_that_is_put_again_counts_anew()
    {
        await using var server = await TestServer.Start();
        var statuses = new List<HttpStatusCode>();
        for (var put = 0; put < 2; put++)
        {
            await server.Ask(HttpMethod.Put, $"{FaultsPath}/once", """{"kind": "status", "times": 1}""");
            for (var request = 0; request < 2; request++)
            {
                using var answer = await server.Chat();
                statuses.Add(answer.StatusCode);
            }
        }

        Assert.Equal([HttpStatusCode.InternalServerError, HttpStatusCode.OK, HttpStatusCode.InternalServerError, HttpStatusCode.OK], statuses);
    }

    [Fact]
    public async Task Switching_a_fault_keeps_its_place_and_its_counters()
    {
        await using var server = await TestServer.Start("faults: [{name: a, kind: rate_limited, times: 2}, {name: b, kind: status, status: 502, times: 1}]");
        var statuses = new List<int> { await Status() };
        await server.Ask(HttpMethod.Put, $"{FaultsPath}/a", """{"kind": "rate_limited", "times": 2, "enabled": false}""");
        statuses.Add(await Status());
        statuses.Add(await Status());
        await server.Ask(HttpMethod.Put, $"{FaultsPath}/a", """{"kind": "rate_limited", "times": 2, "enabled": true}""");
        statuses.Add(await Status());
        statuses.Add(await Status());

        Assert.Equal([429, 502, 200, 429, 200], statuses);
        Assert.Equal("a", (await server.Ask(HttpMethod.Get, FaultsPath)).Json[0].GetProperty("name").GetString());

        async Task<int> Status()
        {
            using var answer = await server.Chat();
            return (int)answer.StatusCode;
        }
    }

    [Theory]
    [InlineData("a/b")]
    [InlineData("a%2Fb")]
    [InlineData("what is 2+2?")]
    [InlineData("#1 & more")]
    public async Task Any_name_can_stand_in_a_path(string name)
    {
        await using var server = await TestServer.Start();
        var path = $"{FaultsPath}/{Uri.EscapeDataString(name)}";

        Assert.Equal(name, (await server.Ask(HttpMethod.Put, path, """{"kind": "empty"}""")).Json.GetProperty("name").GetString());
        Assert.Equal(HttpStatusCode.NoContent, (await server.Ask(HttpMethod.Delete, path)).Status);
        Assert.Equal(0, (await server.Ask(HttpMethod.Get, FaultsPath)).Json.GetArrayLength());
    }

    [Theory]
    [InlineData("""{"kind": "overlaoded", "every": 0}""", "faults.bad.every is 0", "did you mean overloaded?")]
    [InlineData("""{"kind": "delay", "by": 5, "provider": "openai"}""", "a duration needs a unit, write 5ms", "faults.bad.provider is not a known key")]
    [InlineData("""{"kind": "delay", "when": {"provider": "opnai"}, "x": 1}""", "did you mean openai?", "faults.bad.x is not a known key")]
    public async Task A_fault_with_mistakes_is_refused_with_all_of_them(string fault, params string[] mistakes)
    {
        await using var server = await TestServer.Start();

        var (status, refusal) = await server.Ask(HttpMethod.Put, $"{FaultsPath}/bad", fault);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(mistakes.Length, refusal.Mistakes().Count());
        Assert.All(mistakes, mistake => Assert.Contains(refusal.Mistakes(), said => said!.Contains(mistake, StringComparison.Ordinal)));
        Assert.Equal(0, (await server.Ask(HttpMethod.Get, FaultsPath)).Json.GetArrayLength());
    }

    [Theory]
    [InlineData(null, "The body has to be one fault")]
    [InlineData("[]", "The body has to be one fault")]
    [InlineData("""{"name": "other", "kind": "empty"}""", "The body names another fault than the path")]
    [InlineData("""{"name": {}, "kind": "empty"}""", "The body names another fault than the path")]
    [InlineData("{\"kind\":\n empty}", "Line 2, column 2")]
    public async Task A_body_that_is_no_such_fault_is_refused(string? body, string message)
    {
        await using var server = await TestServer.Start();

        var (status, refusal) = await server.Ask(HttpMethod.Put, $"{FaultsPath}/one", body);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.StartsWith(message, refusal.Message(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deleting_a_fault_that_is_not_there_names_the_nearest()
    {
        await using var server = await TestServer.Start("faults: [{name: brownout, kind: overloaded}]");

        var (status, refusal) = await server.Ask(HttpMethod.Delete, $"{FaultsPath}/brownoot");

        Assert.Equal(HttpStatusCode.NotFound, status);
        Assert.Equal("There is no fault brownoot: did you mean brownout?", refusal.Message());
    }

    [Fact]
    public async Task All_faults_of_the_file_can_be_deleted_and_a_reset_brings_them_back()
    {
        await using var server = await TestServer.Start("faults: [{name: brownout, kind: overloaded}, {kind: html}]");

        Assert.Equal(HttpStatusCode.NoContent, (await server.Ask(HttpMethod.Delete, FaultsPath)).Status);
        using (var served = await server.Chat())
        {
            Assert.Equal(HttpStatusCode.OK, served.StatusCode);
        }

        await server.Ask(HttpMethod.Post, ResetPath);
        Assert.Equal("""[{"name":"brownout","kind":"overloaded"},{"kind":"html"}]""", (await server.Ask(HttpMethod.Get, FaultsPath)).Json.GetRawText());
    }
}
