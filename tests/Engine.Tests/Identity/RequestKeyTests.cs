using MockLlm.Engine.Identity;

namespace MockLlm.Engine.Tests.Identity;

/// <summary>Which requests are the same request.</summary>
public sealed class RequestKeyTests
{
    [Fact]
    public void Two_instances_of_one_vendor_do_not_share_the_fate_of_a_request() =>
        Assert.NotEqual(Key(instance: "east"), Key(instance: "west"));

    [Fact]
    public void Path_body_session_and_retry_count_tell_requests_apart()
    {
        ulong[] keys = [Key(), Key(path: "/b"), Key(body: "b"), Key(session: "b"), Key(retries: "1")];

        Assert.Distinct(keys);
    }

    [Fact]
    public void No_retry_count_is_the_same_as_none_so_far() => Assert.Equal(Key(), Key(retries: "0"));

    private static ulong Key(string instance = "openai", string scope = "", string path = "/a", string body = "a", string? session = null, string? retries = null) => RequestKey.Of(
        instance,
        scope,
        new("POST", path, name => name.ToLowerInvariant() switch { "x-mockllm-session" => session, "x-stainless-retry-count" => retries, _ => null }, _ => null, _ => null),
        System.Text.Encoding.UTF8.GetBytes(body));
}
