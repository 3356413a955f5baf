using MockLlm.Engine.Configuration.Reading;

namespace MockLlm.Engine.Configuration.Sections;

/// <summary><c>server</c>: the HTTP server's own limits.</summary>
internal static class ServerSection
{
    public static ServerSettings Read(Mapping map)
    {
        var absent = new ServerSettings();
        return new(map.ByteSize("max_body") ?? absent.MaxBody, map.Duration("drain") ?? absent.Drain);
    }
}
