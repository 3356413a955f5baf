using MockLlm.Engine;
using MockLlm.Engine.Handlers;

namespace MockLlm.Web.Replies;

/// <summary>The headers of every provider's answer: its own, its request id, and leave for browsers to read it.</summary>
internal static class ReplyHeaders
{
    public static void Write(HttpResponse response, Reply reply, ProviderRegistration provider, string requestId)
    {
        response.StatusCode = reply.Status;
        response.ContentType = reply.ContentType;
        var headers = response.Headers;
        headers.AccessControlAllowOrigin = "*";
        headers.AccessControlExposeHeaders = "*";
        if (provider.RequestIdHeader is { } name)
        {
            headers[name] = requestId;
        }

        for (var i = 0; i < reply.Headers.Count; i++)
        {
            headers[reply.Headers[i].Key] = reply.Headers[i].Value;
        }

        if (reply.Frames is null)
        {
            response.ContentLength = reply.Body.Length;
        }
        else
        {
            headers.CacheControl = "no-cache";
        }
    }
}
