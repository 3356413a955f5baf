using MockLlm.Providers.Shared;

namespace MockLlm.Providers.Anthropic.Models;

/// <summary>Answers <c>GET /v1/models</c> and <c>GET /v1/models/{id}</c>.</summary>
internal static class ModelsEndpoint
{
    /// <returns>A <see cref="Reply"/> or a <see cref="Problem"/>.</returns>
    public static object List(Mock mock) => AnthropicPage.Show(mock.Models, static model => model.Name, "model", mock, AnthropicModel.Write);

    /// <returns>A <see cref="Reply"/> or a <see cref="Problem"/>.</returns>
    public static object Show(Mock mock) => ModelLookup.Show(mock, AnthropicModel.Write, static id => AnthropicWording.Instance.Model(id));
}
