using System.Diagnostics;
using Microsoft.AspNetCore.Connections;
using MockLlm.Engine.Yaml;
using MockLlm.Web.Reading;

namespace MockLlm.Web.Control;

/// <summary>A control route. It receives the body of the request, or null if there is none.</summary>
internal delegate ValueTask<ControlAnswer> ControlRoute(HttpContext http, YamlNode? body);

/// <summary>Reads the bodies of control requests. They have at most 1 MiB.</summary>
internal static class ControlBody
{
    private const int Largest = 1024 * 1024;

    /// <summary>Wraps a route: reads the body first, and answers an error if that fails.</summary>
    public static RequestDelegate Read(ControlRoute route, BodyMemory bodies) => async http =>
    {
        try
        {
            var answer = await Answer(http, route, bodies).ConfigureAwait(false);
            await answer.Write(http).ConfigureAwait(false);
        }
        catch (Exception left) when (left is ConnectionResetException or OperationCanceledException)
        {
            // The client has left, so nobody receives an answer.
        }
    };

    private static async ValueTask<ControlAnswer> Answer(HttpContext http, ControlRoute route, BodyMemory bodies)
    {
        YamlNode? root = null;
        try
        {
            var reading = await BodyBuffer.Read(http.Request, Largest, bodies).ConfigureAwait(false);
            using var large = reading.Body.Large;
            using var body = reading.Body;
            if (Refusal(reading.End) is { } refusal)
            {
                return refusal;
            }

            if (!body.Bytes.IsEmpty)
            {
                (root, var error) = YamlJsonReader.Read(body.Bytes.Span);
                if (error is not null)
                {
                    return ControlAnswer.Unreadable(error);
                }
            }
        }
        catch (BadHttpRequestException broken)
        {
            return ControlAnswer.Refused(broken.StatusCode, "invalid_request", broken.Message);
        }
        catch (IOException broken) when (broken is not ConnectionResetException)
        {
            // Kestrel throws this for a chunk whose size is not a number.
            return ControlAnswer.Invalid(broken.Message);
        }

        return await route(http, root).ConfigureAwait(false);
    }

    private static ControlAnswer? Refusal(BodyEnd end) => end switch
    {
        BodyEnd.Whole => null,
        BodyEnd.TooLarge => ControlAnswer.Refused(StatusCodes.Status413PayloadTooLarge, "too_large", "The body is larger than 1 MiB."),
        BodyEnd.NoMemory => ControlAnswer.Refused(
            StatusCodes.Status503ServiceUnavailable, "overloaded", "All memory for large bodies is taken (server.body_memory). Try again later."),
        BodyEnd.TooSlow => ControlAnswer.Refused(StatusCodes.Status408RequestTimeout, "timeout", "The body did not arrive in time."),
        _ => throw new UnreachableException(),
    };
}
