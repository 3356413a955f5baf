using Microsoft.AspNetCore.Connections;
using MockLlm.Engine.Yaml;
using MockLlm.Web.Reading;

namespace MockLlm.Web.Control;

/// <summary>A control route that is told what its request's body says; null: it has none.</summary>
internal delegate ValueTask<ControlAnswer> ControlRoute(HttpContext http, YamlNode? body);

/// <summary>Reads the bodies of control requests, which are small.</summary>
internal static class ControlBody
{
    private const int Largest = 1024 * 1024;

    /// <summary>A route whose bodies are read, and refused where they cannot be.</summary>
    public static RequestDelegate Read(ControlRoute route) => async http =>
    {
        try
        {
            var answer = await Answer(http, route).ConfigureAwait(false);
            await answer.Write(http).ConfigureAwait(false);
        }
        catch (Exception left) when (left is ConnectionResetException or OperationCanceledException)
        {
            // Nobody is there to be answered.
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
            // Kestrel's word for a chunk whose size is no number at all.
            return ControlAnswer.Invalid(broken.Message);
        }

        return await route(http, root).ConfigureAwait(false);
    }
}
