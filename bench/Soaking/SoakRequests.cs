using System.Text.Json;

namespace MockLlm.Bench.Soaking;

/// <summary>The configuration and the bodies of the soak test.</summary>
internal static class SoakRequests
{
    public const string Chat = "/v1/chat/completions";
    public const string Responses = "/v1/responses";
    public const string Messages = "/v1/messages";

    /// <summary>The paths that make text. Each of them streams, too.</summary>
    public static readonly IReadOnlyList<string> Paths = [Chat, Responses, Messages];

    /// <summary>The responses file. Its edits change one text.</summary>
    /// <param name="edition">The text of the edited rule.</param>
    public static string File(string edition) =>
        $$$"""
        seed: 42
        limits: {requests_per_minute: 300, per: key}
        rules:
          - {name: echo, when: {prompt: {starts_with: "echo "}}, reply: {echo: true} }
          - {name: edited, when: {prompt: edition}, reply: {text: {{{edition}}} } }
          - {name: long, when: {prompt: {starts_with: "long "}}, reply: {lorem: {tokens: 400}}, latency: {time_to_first_token: 10ms, inter_token: {mean: 2ms, cv: 0.5}} }
          - {name: paced, when: {prompt: {starts_with: "paced "}}, reply: {text: "one two three four five six seven eight"}, latency: {time_to_first_token: {min: 1ms, max: 20ms}, inter_token: {mean: 4ms, cv: 0.3}} }
          - {name: weather, when: {prompt: {starts_with: "weather "}, tool: get_weather, tool_result: false}, reply: {text: Look, tool_calls: [{name: get_weather, arguments: {city: "{{ prompt }}", days: 3}}]} }
          - {name: told, when: {tool_result: true}, reply: {text: "It is {{ tool_result }}."} }
          - {name: story, when: {prompt: {starts_with: "story "}}, replies: [{text: one}, {text: two}, {text: three}] }
        faults:
          - {name: f1, kind: overloaded, probability: 0.1, when: {header: {x-soak: chance}} }
          - {name: f2, kind: reset, at: 0.5, probability: 0.1, when: {header: {x-soak: chance}} }
          - {name: f3, kind: delay, by: 20ms, every: 3, when: {header: {x-soak: chance}} }
          - {name: f4, kind: malformed, probability: 0.2, skip: 5, ramp: 20s, when: {header: {x-soak: chance}} }
          - {name: f5, kind: cut_length, tokens: 2, every: 4, when: {header: {x-soak: chance}} }
          - {name: f6, kind: close, after_events: 2, probability: 0.1, when: {header: {x-soak: chance}} }
          - {name: f7, kind: error_event, probability: 0.2, when: {header: {x-soak: chance}} }
          - {name: f8, kind: rate_limited, retry_after: 1s, probability: 0.2, when: {header: {x-soak: chance}} }
        models:
          - {name: soak-busy, provider: openai, latency: {time_to_first_token: 20ms, inter_token: 2ms, slots: 4, queue: 6, load_factor: 2}}

        """;

    /// <summary>A request for a text.</summary>
    public static string Body(string path, string prompt, bool stream, string? model = null, string more = "")
    {
        var text = JsonSerializer.Serialize(prompt);
        var tail = (stream ? ""","stream":true""" : "") + more + "}";
        return path switch
        {
            Chat => $$"""{"model":"{{model ?? "gpt-4o"}}","messages":[{"role":"user","content":{{text}} }]""" + tail,
            Responses => $$"""{"model":"{{model ?? "gpt-4o"}}","input":{{text}}""" + tail,
            _ => $$"""{"model":"{{model ?? "claude-sonnet-4-5"}}","max_tokens":1000,"messages":[{"role":"user","content":{{text}} }]""" + tail,
        };
    }

    /// <summary>A tool, as a part of a body.</summary>
    public static string Tool(string path) => path switch
    {
        Chat => ",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"get_weather\",\"parameters\":{\"type\":\"object\",\"properties\":{}}}}]",
        Responses => ",\"tools\":[{\"type\":\"function\",\"name\":\"get_weather\",\"parameters\":{\"type\":\"object\",\"properties\":{}}}]",
        _ => ",\"tools\":[{\"name\":\"get_weather\",\"input_schema\":{\"type\":\"object\",\"properties\":{}}}]",
    };

    /// <summary>What marks the end of a stream.</summary>
    public static string EndMark(string path) => path switch { Chat => "data: [DONE]", Responses => "response.completed", _ => "message_stop" };
}
