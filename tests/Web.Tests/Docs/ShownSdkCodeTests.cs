using System.ClientModel;
using System.Runtime.CompilerServices;
using Anthropic;
using Anthropic.Models.Messages;
using MockLlm.Web.Tests.Sdk;
using OpenAI;
using OpenAI.Chat;

namespace MockLlm.Web.Tests.Docs;

[Collection(nameof(NodeScripts))]
public sealed class ShownSdkCodeTests
{
    private const string Answer = "2+2 equals 9.";

    [NodeTheory]
    [MemberData(nameof(PagesTests.FencesOf), new object[] { new[] { "javascript" } }, MemberType = typeof(PagesTests))]
    public async Task The_javascript_runs_and_prints_the_configured_answer(string page, int index, string language)
    {
        Assert.Equal("javascript", language);
        await using var server = await TestServer.Start(Sky.Yaml);
        var code = Page.Fences(page)[index].Text.Replace(Page.Address, server.Url.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal);

        var run = await CommandRun.Of("node", ["--input-type=module", "-e", code], Repository.PathTo("tests", "Web.Tests", "Sdk", "Node"));

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal([Answer, Answer], run.Output.Trim().Split('\n'));
    }

    [Fact]
    public async Task The_csharp_runs_and_prints_the_configured_answer()
    {
        await using var server = await TestServer.Start(Sky.Yaml);
        using var console = new StringWriter();

        await Run(console, server.Url.GetLeftPart(UriPartial.Authority));

        Assert.Equal([Answer, Answer], console.ToString().Trim().Split(Environment.NewLine));
    }

    [Theory]
    [MemberData(nameof(PagesTests.FencesOf), new object[] { new[] { "csharp" } }, MemberType = typeof(PagesTests))]
    public void The_csharp_that_is_shown_is_the_one_that_runs(string page, int index, string language)
    {
        Assert.Equal("csharp", language);
        var here = Words(File.ReadAllText(ThisFile())
            .Replace("address + \"", "\"" + Page.Address, StringComparison.Ordinal)
            .Replace("BaseUrl = address", $"BaseUrl = \"{Page.Address}\"", StringComparison.Ordinal)
            .Replace("console.WriteLine", "Console.WriteLine", StringComparison.Ordinal));

        Assert.Contains(Words(Page.Fences(page)[index].Text), here, StringComparison.Ordinal);
    }

    // Python is no part of the build: what it is told is compared with what the other clients are told.
    [Theory]
    [MemberData(nameof(PagesTests.FencesOf), new object[] { new[] { "python" } }, MemberType = typeof(PagesTests))]
    public void The_python_has_the_addresses_that_the_other_clients_use(string page, int index, string language)
    {
        Assert.Equal("python", language);
        var code = Page.Fences(page)[index].Text;

        Assert.Contains($"OpenAI(base_url=\"{Page.Address}/v1\"", code, StringComparison.Ordinal);
        Assert.Contains($"Anthropic(base_url=\"{Page.Address}\"", code, StringComparison.Ordinal);
    }

    private static async Task Run(StringWriter console, string address)
    {
        var openai = new ChatClient("gpt-4o", new ApiKeyCredential("any"), new OpenAIClientOptions { Endpoint = new Uri(address + "/v1") });
        var completion = await openai.CompleteChatAsync("what is 2+2?");
        console.WriteLine(completion.Value.Content[0].Text);

        var anthropic = new AnthropicClient { BaseUrl = address, ApiKey = "any" };
        var message = await anthropic.Messages.Create(new MessageCreateParams
        {
            Model = "claude-sonnet-5-5",
            MaxTokens = 100,
            Messages = [new UserMessageParam("what is 2+2?")],
        });
        if (message.Content[0].TryPickText(out var text))
        {
            console.WriteLine(text.Text);
        }
    }

    private static string Words(string code) => string.Join(' ', code.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
