using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using MockLlm.Engine;
using MockLlm.Engine.Json;
using MockLlm.Providers.Anthropic.Messages;
using MockLlm.Providers.OpenAi.Chat;

namespace MockLlm.Web.Tests.Reading;

/// <summary>A body becomes a request or an issue, and never an exception.</summary>
public sealed class RequestReadingTests
{
    private static Gen<(VendorRoute Route, string Json)> Bodies =>
        from route in Gen.Elements(VendorRoute.Chat, VendorRoute.Messages, VendorRoute.CountTokens)
        from name in Gen.Elements(AnyJson.Fields)
        from value in AnyJson.Text(4)
        select (route, $"{route.Good[..^1]},\"{name}\":{value}}}");

    [Property(MaxTest = 2000)]
    public Property Any_JSON_value_in_any_field_of_a_request_is_a_request_or_an_issue() =>
        Prop.ForAll(Bodies.ToArbitrary(), body => Assert.True(Read(body.Route, body.Json)));

    private static bool Read(VendorRoute route, string json)
    {
        var issues = new BodyIssues();
        using var document = JsonText.Parse(Encoding.UTF8.GetBytes(json), issues);
        var request = document is null ? null : BodyReaders.For(Type(route))(document.RootElement, issues);
        return request is not null || issues.First is not null;
    }

    private static Type Type(VendorRoute route) =>
        route == VendorRoute.Chat ? typeof(ChatRequest) : route == VendorRoute.Messages ? typeof(MessagesRequest) : typeof(CountTokensRequest);
}
