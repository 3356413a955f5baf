using MockLlm.Providers.Tests.OpenAi.Chat;

namespace MockLlm.Providers.Tests.OpenAi.Models;

public sealed class OpenAiModelsTests
{
    [Fact]
    public void The_list_holds_every_supported_model()
    {
        var list = ChatClient.Vendor.Get("/v1/models").Json!;

        Assert.Equal("list", (string?)list["object"]);
        Assert.Equal(ChatClient.Vendor.Provider.Models.Select(model => model.Name), list["data"]!.AsArray().Select(model => (string)model!["id"]!));
    }

    [Fact]
    public void A_model_is_the_documented_object() => Golden.Matches("OpenAi/Golden/model.json", ChatClient.Vendor.Get("/v1/models/{id}", "gpt-4o").Json);

    [Fact]
    public void An_unknown_model_is_not_found()
    {
        var answer = ChatClient.Vendor.Get("/v1/models/{id}", "gpt-0");

        Assert.Equal(404, answer.Status);
        OpenAiErrorTests.AssertError(
            answer, "invalid_request_error", "The model `gpt-0` does not exist or you do not have access to it.", "model", "model_not_found");
    }
}
