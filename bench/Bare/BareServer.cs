using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace MockLlm.Bench.Bare;

/// <summary>
/// The bare endpoint: the least that ASP.NET Core must do for a chat completion. One endpoint on Kestrel parses the same JSON and writes the
/// same bytes as MockLlm, at the same times. It has the same limits and garbage collector settings. It matches and counts nothing.
/// </summary>
internal static class BareServer
{
    public static async Task Run(Arguments arguments, CancellationToken stop)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost
            .UseSockets(sockets => sockets.Backlog = 4096)
            .ConfigureKestrel(kestrel => Listen(kestrel, arguments.Number("port", 0, atLeast: 0)));
        await using var app = builder.Build();
        var stream = BareStream.Of(arguments);
        app.MapPost("/v1/chat/completions", (RequestDelegate)(context => Chat(context, stream)));
        await app.StartAsync(stop);
        Console.WriteLine(app.Urls.First());
        await app.WaitForShutdownAsync(stop);
    }

    private static void Listen(KestrelServerOptions kestrel, int port)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = null;
        kestrel.Limits.MinResponseDataRate = null;
        kestrel.Listen(IPAddress.Loopback, port);
    }

    private static async Task Chat(HttpContext context, BareStream stream)
    {
        var request = await context.Request.ReadFromJsonAsync(BareJson.Default.ChatRequest, context.RequestAborted);
        if (request is not { Model.Length: > 0, Messages.Count: > 0 })
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        BareHeaders.Write(context.Response);
        await (request.Stream ? stream.Write(request, context) : BareAnswer.Write(request, context.Response));
    }
}
