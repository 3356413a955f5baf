using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace MockLlm.Bench.Bare;

/// <summary>
/// The least that ASP.NET Core can do for a chat completion: Kestrel and one endpoint that parses the same JSON and writes the
/// same bytes as MockLlm. It takes the same limits and garbage collector settings; it matches, counts and paces nothing.
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
        app.MapPost("/v1/chat/completions", (RequestDelegate)Chat);
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

    private static async Task Chat(HttpContext context)
    {
        var request = await context.Request.ReadFromJsonAsync(BareJson.Default.ChatRequest, context.RequestAborted);
        if (request is not { Model.Length: > 0, Messages.Count: > 0 })
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        BareHeaders.Write(context.Response);
        await (request.Stream ? BareStream.Write(request, context) : BareAnswer.Write(request, context.Response));
    }
}
