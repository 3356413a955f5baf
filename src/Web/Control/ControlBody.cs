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
    public static RequestDelegate Read(ControlRoute route) => async http =>
    {
        try
        {
            var answer = await Answer(http, route).ConfigureAwait(false);
            await answer.Write(http).ConfigureAwait(false);
        }
        catch (Exception left) when (left is ConnectionResetException or OperationCanceledException)
        {
            // The client has left, so nobody receives an answer.
        }
    };

    private static async ValueTask<ControlAnswer> Answer(HttpContext http, ControlRoute route)
    {
        YamlNode? root = null;
        try
        {
            using var body = await BodyBuffer.Read(http.Request, Largest).ConfigureAwait(false);
            if (body is not { } read)
            {
                return ControlAnswer.Refused(StatusCodes.Status413PayloadTooLarge, "too_large", "The body is larger than 1 MiB.");
            }

            if (!read.Bytes.IsEmpty)
            {
                (root, var error) = YamlJsonReader.Read(read.Bytes.Span);
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
}
