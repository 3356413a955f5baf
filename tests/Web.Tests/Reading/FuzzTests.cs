using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace MockLlm.Web.Tests.Reading;

/// <summary>Bodies nobody thought of: the answer is 200 or a 4xx in the vendor's shape, and the server goes on.</summary>
public sealed class FuzzTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private static readonly VendorRoute[] Routes = [VendorRoute.Chat, VendorRoute.Responses, VendorRoute.Messages, VendorRoute.CountTokens];

    private static readonly Gen<VendorRoute> AnyRoute = Gen.Elements(Routes);

    private static Gen<(VendorRoute Route, byte[] Body)> Trees =>
        from route in AnyRoute
        from json in AnyJson.Text(4)
        select (route, Encoding.UTF8.GetBytes(json));

    // A good body with any values laid over some of its fields.
    private static Gen<(VendorRoute Route, byte[] Body)> Fielded =>
        from route in AnyRoute
        from name in Gen.Elements(AnyJson.Fields)
        from value in AnyJson.Text(3)
        from other in Gen.Elements(AnyJson.Fields)
        from second in AnyJson.Text(2)
        select (route, Encoding.UTF8.GetBytes($"{route.Good[..^1]},\"{name}\":{value},\"{other}\":{second}}}"));

    // Messages whose content is made of any blocks.
    private static Gen<(VendorRoute Route, byte[] Body)> Conversations =>
        from route in AnyRoute
        from role in Gen.Elements("user", "assistant", "system", "tool", "developer")
        from content in AnyJson.Text(3)
        select (route, Encoding.UTF8.GetBytes($"{route.Good[..^1]},\"messages\":[{{\"role\":\"{role}\",\"content\":{content}}}]}}"));

    // Input whose items hold anything where something is read.
    private static Gen<(VendorRoute Route, byte[] Body)> Items =>
        from type in Gen.Elements("message", "function_call", "function_call_output", "reasoning", "item_reference", "custom_tool_call", "web_search_call", "local_shell_call_output")
        from name in Gen.Elements("role", "content", "call_id", "name", "arguments", "output", "summary", "id", "status")
        from value in AnyJson.Text(3)
        from stream in Gen.Elements("true", "false")
        select (VendorRoute.Responses, Encoding.UTF8.GetBytes(
            $"{{\"model\":\"gpt-4o\",\"stream\":{stream},\"input\":[{{\"type\":\"{type}\",\"role\":\"user\",\"content\":\"x\",\"call_id\":\"c\",\"name\":\"f\",\"arguments\":\"{{}}\",\"output\":\"y\",\"summary\":[],\"id\":\"i\",\"{name}\":{value}}}]}}"));

    // A good body with some of its bytes changed, removed or doubled.
    private static Gen<(VendorRoute Route, byte[] Body)> Mutations =>
        from route in AnyRoute
        from edits in Edits.NonEmptyListOf()
        select (route, edits.Take(8).Aggregate(Encoding.UTF8.GetBytes(route.Good), (body, edit) => Mutate(body, edit.At, edit.Value, edit.How)));

    private static Gen<(int At, byte Value, int How)> Edits =>
        from at in Gen.Choose(0, 500)
        from value in Gen.Choose(0, 255)
        from how in Gen.Choose(0, 2)
        select (at, (byte)value, how);

    [Property(MaxTest = 300)]
    public Property Any_JSON_tree_gets_an_answer() => Check(Trees);

    [Property(MaxTest = 300)]
    public Property Any_JSON_value_in_any_field_gets_an_answer() => Check(Fielded);

    [Property(MaxTest = 300)]
    public Property Any_content_of_a_message_gets_an_answer() => Check(Conversations);

    [Property(MaxTest = 300)]
    public Property Any_item_of_an_input_gets_an_answer() => Check(Items);

    [Property(MaxTest = 300)]
    public Property Any_mutation_of_a_good_body_gets_an_answer() => Check(Mutations);

    private Property Check(Gen<(VendorRoute Route, byte[] Body)> requests) =>
        Prop.ForAll(requests.ToArbitrary(), request => Send(request.Route, request.Body).GetAwaiter().GetResult());

    private async Task Send(VendorRoute route, byte[] body)
    {
        using var connection = await RawConnection.Open(shared.Server.Url);
        await connection.Send(route.Request(body));
        var answer = await connection.Read();
        if (answer.Status != 200)
        {
            Assert.InRange(answer.Status, 400, 499);
            route.AssertError(answer, answer.Status);
        }

        await route.AssertServes(connection);
    }

    private static byte[] Mutate(byte[] body, int at, byte value, int how)
    {
        var place = at % Math.Max(body.Length, 1);
        return how switch
        {
            0 when body.Length > 0 => [.. body[..place], value, .. body[(place + 1)..]],
            1 when body.Length > 0 => [.. body[..place], .. body[(place + 1)..]],
            _ => [.. body[..place], value, .. body[place..]],
        };
    }
}
