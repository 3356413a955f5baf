using System.Text;
using MockLlm.Engine.Yaml.Reading;

namespace MockLlm.Engine.Faults.Kinds.InsteadOfHandler;

/// <summary><c>html</c>: the error page of a proxy in front of the provider.</summary>
internal sealed record HtmlFault : ForeignAnswer
{
    public HtmlFault(int status)
        : base("html")
    {
        Status = status;
        Reply = Engine.Reply.Bytes("text/html", Encoding.ASCII.GetBytes(Page(Title(status))), status);
    }

    public int Status { get; }

    public override Reply Reply { get; }

    public static HtmlFault Read(YamlMapReader map) => new((int)(map.Value("status")?.Whole(
        status => status is 200 or (>= 400 and <= 599), "it must be 200 or a status from 400 to 599, for instance 502") ?? 502));

    private static string Title(int status) => status switch
    {
        200 => "200 OK",
        403 => "403 Forbidden",
        404 => "404 Not Found",
        413 => "413 Request Entity Too Large",
        429 => "429 Too Many Requests",
        500 => "500 Internal Server Error",
        502 => "502 Bad Gateway",
        503 => "503 Service Temporarily Unavailable",
        504 => "504 Gateway Time-out",
        _ => $"{status} Error",
    };

    private static string Page(string title) =>
        $"<html>\r\n<head><title>{title}</title></head>\r\n<body>\r\n<center><h1>{title}</h1></center>\r\n<hr><center>proxy</center>\r\n</body>\r\n</html>\r\n";
}
