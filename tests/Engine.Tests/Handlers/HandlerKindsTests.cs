using System.Text.Json;

namespace MockLlm.Engine.Tests.Handlers;

public sealed class HandlerKindsTests
{
    [Theory]
    [InlineData("/object", 200, """{"first_name":"Ada"}""")]
    [InlineData("/reply", 201, """{"made":true}""")]
    [InlineData("/problem", 404, """{"error":{"type":"not_found","message":"No such thing."}}""")]
    [InlineData("/task", 200, """{"first_name":"Ada"}""")]
    [InlineData("/task-of-reply", 202, """{"made":true}""")]
    [InlineData("/value-task", 200, """{"first_name":"Ada"}""")]
    [InlineData("/value-task-of-problem", 404, """{"error":{"type":"not_found","message":"No such thing."}}""")]
    [InlineData("/not-public", 200, """{"first_name":"Ada"}""")]
    public async Task What_a_handler_returns_is_the_answer(string path, int status, string body) =>
        Assert.Equal((status, body), await Calls.Call<Returns>(path, method: "GET"));

    [Theory]
    [InlineData("/nothing", "", """{"got":"nothing"}""")]
    [InlineData("/head", "", """{"got":"/head"}""")]
    [InlineData("/mock", "", """{"got":"I don't know the answer to that. This is a mock response."}""")]
    [InlineData("/record", """{"user_name":"Ada"}""", """{"got":"Ada"}""")]
    [InlineData("/element", """["any", "json"]""", """{"got":"any"}""")]
    [InlineData("/all", """{"user_name":"Ada"}""", """{"got":"Ada at /all"}""")]
    public async Task A_handler_takes_what_it_needs_by_type(string path, string body, string answer) =>
        Assert.Equal((200, answer), await Calls.Call<Takes>(path, body));

    [Fact]
    public async Task One_method_with_two_marks_serves_both()
    {
        Assert.Equal((200, """{"got":"twice"}"""), await Calls.Call<TwoMarks>("/one", method: "GET"));
        Assert.Equal((200, """{"got":"twice"}"""), await Calls.Call<TwoMarks>("/two", method: "POST"));
    }

    [Fact]
    public async Task A_handler_of_a_base_class_is_served_too() =>
        Assert.Equal((200, """{"got":"base"}"""), await Calls.Call<Derived>("/base", method: "GET"));

    private sealed record Person(string FirstName);

    private sealed record Body(string UserName);

    [RegisterProvider("returns")]
    private sealed class Returns : LlmProvider
    {
        private static Reply Made(int status) => Reply.Json(new { made = true }, status);

        [Get("/object")]
        public object Object() => new Person("Ada");

        [Get("/reply")]
        public Reply Plain() => Made(201);

        [Get("/problem")]
        public Problem Problem() => Engine.Problem.Of(ErrorKind.NotFound, "No such thing.");

        [Get("/task")]
        public async Task<Person> Task()
        {
            await System.Threading.Tasks.Task.Yield();
            return new("Ada");
        }

        [Get("/task-of-reply")]
        public Task<Reply> TaskOfReply() => System.Threading.Tasks.Task.FromResult(Made(202));

        [Get("/value-task")]
        public ValueTask<object> ValueTask() => new(new Person("Ada"));

        [Get("/value-task-of-problem")]
        public async ValueTask<object> ValueTaskOfProblem()
        {
            await System.Threading.Tasks.Task.Yield();
            return Problem();
        }

        [Get("/not-public")]
        internal Person NotPublic() => new("Ada");
    }

    [RegisterProvider("takes")]
    private sealed class Takes : LlmProvider
    {
        [Post("/nothing")]
        public object Nothing() => new { got = "nothing" };

        [Post("/head")]
        public object Head(RequestHead head) => new { got = head.Path };

        [Post("/mock")]
        public object Mocked(Mock mock) => new { got = mock.Respond("?").Text };

        [Post("/record")]
        public object Record(Body body) => new { got = body.UserName };

        [Post("/element")]
        public object Element(JsonElement body) => new { got = body[0].GetString() };

        [Post("/all")]
        public object All(Mock mock, Body body, RequestHead head) => new { got = $"{body.UserName} at {head.Path}", };
    }

    [RegisterProvider("two-marks")]
    private sealed class TwoMarks : LlmProvider
    {
        [Get("/one")]
        [Post("/two")]
        public object Both() => new { got = "twice" };
    }

    private abstract class Base : LlmProvider
    {
        [Get("/base")]
        public object Inherited() => new { got = "base" };
    }

    [RegisterProvider("derived")]
    private sealed class Derived : Base;
}
