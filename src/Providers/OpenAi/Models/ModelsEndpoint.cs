using MockLlm.Providers.Shared;

namespace MockLlm.Providers.OpenAi.Models;

/// <summary>Answers <c>GET /v1/models</c> and <c>GET /v1/models/{id}</c>.</summary>
internal static class ModelsEndpoint
{
    public static Reply List(Mock mock) => Reply.Json((mock.Models, WithLength(mock)), static (json, list) => OpenAiModel.WriteList(json, list.Models, list.Item2));

    public static object Show(Mock mock) =>
        ModelLookup.Show(mock, WithLength(mock) ? OpenAiModel.WriteWithLength : OpenAiModel.Write, static id => OpenAiWording.Instance.Model(id) with { Param = "model" });

    private static bool WithLength(Mock mock) => mock.Settings<OpenAiSettings>().IsVllm;
}
