using MockLlm.Engine;
using MockLlm.Engine.Handlers;

namespace MockLlm.Web.Replies;

/// <summary>Writes the status and the headers of a provider's answer: its own, the provider's constant ones, the request id and those for CORS.</summary>
internal static class ReplyHeaders
{
    /// <summary>Writes the status line and the headers.</summary>
    /// <param name="response">The response.</param>
    /// <param name="reply">The reply.</param>
    /// <param name="provider">The provider.</param>
    /// <param name="requestId">The request's id.</param>
    /// <param name="isForeign">Whether the reply is not the provider's own, such as a proxy's page. It then has no headers of the provider.</param>
    public static void Write(HttpResponse response, Reply reply, ProviderRegistration provider, string requestId, bool isForeign = false)
    {
        response.StatusCode = reply.Status;
        response.ContentType = reply.ContentType;
        var headers = response.Headers;
        headers.AccessControlAllowOrigin = "*";
        headers.AccessControlExposeHeaders = "*";
        if (!isForeign)
        {
            if (provider.RequestIdHeader is { } name)
            {
                headers[name] = requestId;
            }

            Set(headers, provider.ConstantHeaders);
        }

        Set(headers, reply.Headers);

        if (!reply.IsStream)
        {
            response.ContentLength = reply.Body.Length;
        }
        else
        {
            headers.CacheControl = "no-cache";
        }
    }

    private static void Set(IHeaderDictionary headers, IReadOnlyList<KeyValuePair<string, string>> fields)
    {
        for (var i = 0; i < fields.Count; i++)
        {
            headers[fields[i].Key] = fields[i].Value;
        }
    }
}
