namespace MockLlm.Web.Tests.Sdk.Turns;

/// <summary>The JSON schemas that the clients send.</summary>
internal static class TurnSchemas
{
    public const string City = """{"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"], "additionalProperties": false}""";

    public const string Sky = """{"type": "object", "properties": {"sunny": {"type": "boolean"}}, "required": ["sunny"], "additionalProperties": false}""";
}
