using System.ClientModel;
using System.Text;
using System.Text.Json;
using Anthropic;
using Anthropic.Exceptions;
using Anthropic.Models.Messages;
using OpenAI;
using OpenAI.Chat;

namespace MockLlm.Web.Tests.Sdk.Clients;

/// <summary>Calls of the vendors' .NET clients, with the retries that they have by default.</summary>
internal static class DotnetClients
{
    /// <param name="call">What is called.</param>
    /// <param name="server">The server's address.</param>
    /// <param name="patience">The client's own time limit.</param>
    /// <param name="end">Ends a call that nothing else ends.</param>
    public static async Task<ClientOutcome> Call(ClientCall call, Uri server, TimeSpan patience, CancellationToken end)
    {
        var (text, tool) = (new StringBuilder(), new StringBuilder());
        string? reason = null;
        try
        {
            reason = call.Client == "openai-dotnet"
                ? await OpenAi(call, server, patience, text, tool, end)
                : await Anthropic(call, server, patience, text, tool, end);
            return new(null, null, text.ToString(), reason, tool.ToString());
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            return new("waits", null, text.ToString(), null, tool.ToString());
        }
        catch (Exception failure)
        {
            return new(failure.GetType().Name, StatusOf(failure), text.ToString(), reason, tool.ToString());
        }
    }

    private static int? StatusOf(Exception failure) => failure switch
    {
        ClientResultException { Status: > 0 and var status } => status,
        AnthropicApiException api => (int)api.StatusCode,
        _ => null,
    };

    private static async Task<string?> OpenAi(ClientCall call, Uri server, TimeSpan patience, StringBuilder text, StringBuilder tool, CancellationToken end)
    {
        var options = new OpenAIClientOptions { Endpoint = new(server, "/v1"), NetworkTimeout = patience };
        var client = new ChatClient(call.Model, new ApiKeyCredential("sk-test"), options);
        if (!call.Stream)
        {
            var completion = (await client.CompleteChatAsync([ClientCall.Prompt], cancellationToken: end)).Value;
            text.AppendJoin("", completion.Content.Select(part => part.Text)).Append(completion.Refusal);
            tool.AppendJoin("", completion.ToolCalls.Select(call => $"{call.FunctionName} {call.FunctionArguments}"));
            return completion.FinishReason.ToString();
        }

        ChatFinishReason? reason = null;
        await foreach (var update in client.CompleteChatStreamingAsync([ClientCall.Prompt], cancellationToken: end))
        {
            text.AppendJoin("", update.ContentUpdate.Select(part => part.Text)).Append(update.RefusalUpdate);
            tool.AppendJoin("", update.ToolCallUpdates.Select(call => (call.FunctionName is { } name ? name + " " : "") + call.FunctionArgumentsUpdate));
            reason = update.FinishReason ?? reason;
        }

        return reason?.ToString();
    }

    private static async Task<string?> Anthropic(ClientCall call, Uri server, TimeSpan patience, StringBuilder text, StringBuilder tool, CancellationToken end)
    {
        using var client = new AnthropicClient { BaseUrl = server.ToString(), ApiKey = "sk-test", Timeout = patience };
        var ask = new MessageCreateParams { Model = call.Model, MaxTokens = 1000, Messages = [new UserMessageParam(ClientCall.Prompt)] };
        if (!call.Stream)
        {
            var message = await client.Messages.Create(ask, end);
            text.AppendJoin("", message.Content.Select(block => block.TryPickText(out var said) ? said.Text : ""));
            tool.AppendJoin("", message.Content.Select(block => block.TryPickToolUse(out var use) ? $"{use.Name} {JsonSerializer.Serialize(use.Input)}" : ""));
            return message.StopReason?.Raw();
        }

        string? reason = null;
        await foreach (var next in client.Messages.CreateStreaming(ask, end))
        {
            text.Append(next.TryPickContentBlockDelta(out var delta) && delta.Delta.TryPickText(out var said) ? said.Text : "");
            tool.Append(next.TryPickContentBlockStart(out var start) && start.ContentBlock.TryPickToolUse(out var use) ? use.Name + " " : "");
            tool.Append(delta is not null && delta.Delta.TryPickInputJson(out var json) ? json.PartialJson : "");
            reason = next.TryPickDelta(out var last) ? last.Delta.StopReason?.Raw() : reason;
        }

        return reason;
    }
}
