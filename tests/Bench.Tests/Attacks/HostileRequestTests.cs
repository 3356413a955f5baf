using System.Text.Json;
using MockLlm.Bench.Attacks;

namespace MockLlm.Bench.Tests.Attacks;

public sealed class HostileRequestTests
{
    [Fact]
    public void Each_kind_has_its_own_name_and_a_body_of_bounded_size()
    {
        Assert.Equal(HostileRequest.All.Count, HostileRequest.All.Select(request => request.Name).Distinct().Count());
        Assert.All(HostileRequest.All, request => Assert.InRange(request.Body().Length, 1_000, 10_000_000));
    }

    [Fact]
    public void Each_body_but_the_broken_one_is_JSON() => Assert.All(
        HostileRequest.All.Where(request => request.Name != "deep-json"),
        request =>
        {
            using var body = JsonDocument.Parse(request.Body(), new() { MaxDepth = 200 });
            Assert.Equal(JsonValueKind.Object, body.RootElement.ValueKind);
        });
}
