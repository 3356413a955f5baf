using System.ComponentModel.DataAnnotations;
using System.Net.Http.Json;
using System.Text.Json;
using MockLlm.Engine;

namespace MockLlm.Web.Tests.Routes;

public sealed class SettingsSchemaTests
{
    [Fact]
    public async Task Providers_shows_the_schema_of_a_providers_settings_and_null_where_it_has_none()
    {
        await using var server = await TestServer.Start(providers: typeof(Tuned));

        var providers = await server.Http.GetFromJsonAsync<JsonElement>("/providers");

        Assert.Equal(
            """{"type":"object","properties":{"retries":{"type":"integer","minimum":0,"maximum":10,"default":3}},"additionalProperties":false}""",
            providers.GetProperty("tuned").GetProperty("settings_schema").GetRawText());
        Assert.Equal(JsonValueKind.Null, providers.GetProperty("anthropic").GetProperty("settings_schema").ValueKind);
    }

    private sealed record Settings([Range(0, 10)] int Retries = 3);

    [RegisterProvider("tuned", Settings = typeof(Settings))]
    private sealed class Tuned : LlmProvider;
}
