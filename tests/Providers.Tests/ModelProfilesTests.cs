using MockLlm.Engine.Latency;
using MockLlm.Providers.Anthropic.Models;
using MockLlm.Providers.OpenAi.Models;

namespace MockLlm.Providers.Tests;

public sealed class ModelProfilesTests
{
    public static TheoryData<string> Models => [.. OpenAiModels.Known.Concat(AnthropicModels.Known).Select(model => model.Name)];

    [Theory]
    [MemberData(nameof(Models))]
    public void Every_listed_model_has_a_latency_profile_under_one_of_its_names(string name)
    {
        var model = OpenAiModels.Known.Concat(AnthropicModels.Known).First(model => model.Name == name);

        Assert.Contains(model.Names, known => Profiles.Find(known) is not null);
    }
}
