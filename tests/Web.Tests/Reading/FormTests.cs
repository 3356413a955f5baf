using System.Net;
using System.Text;
using MockLlm.Engine;

namespace MockLlm.Web.Tests.Reading;

public sealed class FormTests
{
    private const string Boundary = "multipart/form-data; boundary=b";

    [Theory]
    [InlineData(Boundary, "--b\r\nContent-Disposition: form-data; name=\"a b\"\r\n\r\né\r\n--b--\r\n", """[["a b",null,"text/plain","é"]]""")]
    [InlineData(
        "multipart/form-data; boundary=\"b\"",
        "--b\r\nContent-Disposition: form-data; name=f; filename=\"x.txt\"\r\nContent-Type: text/x\r\n\r\n1\r\n--b\r\nContent-Disposition: form-data; name=f\r\n\r\n\r\n--b--",
        """[["f","x.txt","text/x","1"],["f",null,"text/plain",""]]""")]
    [InlineData("application/x-www-form-urlencoded; charset=utf-8", "a+b=%C3%A9&c", """[["a b",null,"text/plain","é"],["c",null,"text/plain",""]]""")]
    [InlineData("application/x-www-form-urlencoded", "", "[]")]
    public async Task A_form_is_read_part_by_part(string type, string body, string parts) =>
        Assert.Equal((HttpStatusCode.OK, parts), await Post(type, Encoding.UTF8.GetBytes(body)));

    [Theory]
    [InlineData("application/json", "{}", "The content type must be multipart/form-data or application/x-www-form-urlencoded, not application/json.")]
    [InlineData("multipart/form-data", "x", "The content type multipart/form-data must have a boundary of 1 to 70 characters.")]
    [InlineData(Boundary, "--b\r\nContent-Type: text/x\r\n\r\n1\r\n--b--", "Each part of the form must have a Content-Disposition with a name.")]
    [InlineData(Boundary, "--b\r\nContent-Disposition: form-data; name=a\r\n\r\n1", "The body is not a valid form: ")]
    [InlineData(Boundary, "", "The body is not a valid form: ")]
    public async Task A_body_that_is_no_form_is_a_400_that_says_why(string type, string body, string message)
    {
        var (status, answer) = await Post(type, Encoding.UTF8.GetBytes(body));

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.StartsWith($$$"""{"error":{"type":"invalid_request","message":"{{{message}}}""", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_of_too_many_fields_is_a_400()
    {
        var (status, answer) = await Post("application/x-www-form-urlencoded", Encoding.UTF8.GetBytes(string.Join('&', Enumerable.Repeat("a=1", 1025))));

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("The form has more than 1024 fields.", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_over_the_limit_is_a_413()
    {
        var (status, _) = await Post("application/x-www-form-urlencoded", new byte[2048], "server: {max_body: 1KiB}");

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, status);
    }

    [Theory]
    [InlineData("model=known", HttpStatusCode.OK)]
    [InlineData("model=other", HttpStatusCode.NotFound)]
    public async Task A_form_s_model_is_looked_up_where_models_are_strict(string body, HttpStatusCode expected)
    {
        var (status, _) = await Post("application/x-www-form-urlencoded", Encoding.UTF8.GetBytes(body), "settings: {strict_models: true}");

        Assert.Equal(expected, status);
    }

    private static async Task<(HttpStatusCode Status, string Body)> Post(string type, byte[] body, string yaml = "")
    {
        await using var server = await TestServer.Start(yaml, providers: typeof(FormProvider));
        using var content = new ByteArrayContent(body);
        content.Headers.TryAddWithoutValidation("content-type", type);
        using var answer = await server.Http.PostAsync("/form", content);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    [RegisterProvider("form", Models = ["known"])]
    private sealed class FormProvider : LlmProvider
    {
        [Post("/form")]
        public object Handle(Form form) => form.Parts.Select(part => new[] { part.Name, part.FileName, part.ContentType, part.Text });
    }
}
