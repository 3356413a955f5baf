using System.Text.Json.Nodes;
using MockLlm.Engine;
using Xunit;

namespace MockLlm.Testing.Xunit;

/// <summary>The tests of requests that every provider must refuse. They are part of <see cref="ProviderContract{TProvider}"/>.</summary>
/// <typeparam name="TProvider">The provider.</typeparam>
public abstract class ProviderRefusals<TProvider> : ProviderSample<TProvider>
    where TProvider : LlmProvider, new()
{
    private protected ProviderRefusals()
    {
    }

    /// <summary>A body that is empty, broken or not an object gets a 4xx in the provider's shape.</summary>
    /// <param name="body">The body.</param>
    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("nonsense")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    public async Task A_body_that_is_no_json_object_is_a_4xx(string body)
    {
        await using var server = await Start().ConfigureAwait(true);

        await Refuses(server, body).ConfigureAwait(true);
    }

    /// <summary>A body without a required field gets a 4xx.</summary>
    [Fact]
    public async Task A_missing_required_field_is_a_4xx()
    {
        await using var server = await Start().ConfigureAwait(true);
        foreach (var field in RequiredFields)
        {
            await Refuses(server, With(field, fields => fields.Remove(field))).ConfigureAwait(true);
        }
    }

    /// <summary>A required field of the wrong type gets a 4xx. No field of the wrong type gets a 5xx.</summary>
    [Fact]
    public async Task A_field_of_the_wrong_type_is_a_4xx_or_ignored()
    {
        await using var server = await Start().ConfigureAwait(true);
        foreach (var field in JsonNode.Parse(Body)!.AsObject().Select(pair => pair.Key).ToList())
        {
            var body = With(field, fields => fields[field] = JsonNode.Parse("""{"unexpected": [true, {"deep": null}]}"""));
            if (RequiredFields.Contains(field))
            {
                await Refuses(server, body).ConfigureAwait(true);
                continue;
            }

            using var response = await Post(server, body).ConfigureAwait(true);
            Assert.True((int)response.StatusCode < 500, $"{body} is answered by {(int)response.StatusCode}.");
        }
    }

    /// <summary>A method that the path does not serve gets a 405.</summary>
    [Fact]
    public async Task Another_method_is_a_405()
    {
        await using var server = await Start().ConfigureAwait(true);
        using var request = new HttpRequestMessage(HttpMethod.Patch, Path);
        Prepare(request);

        using var response = await server.Client.SendAsync(request).ConfigureAwait(true);

        Assert.Equal(405, (int)response.StatusCode);
        Assert.Contains("POST", response.Content.Headers.Allow);
        await ErrorShape.Check(response, new TProvider()).ConfigureAwait(true);
    }

    private async Task Refuses(MockLlmServer server, string body)
    {
        using var response = await Post(server, body).ConfigureAwait(true);
        Assert.True((int)response.StatusCode is >= 400 and < 500, $"{body} is answered by {(int)response.StatusCode}, not by a 4xx.");
        await ErrorShape.Check(response, new TProvider()).ConfigureAwait(true);
    }
}
