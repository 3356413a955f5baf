namespace MockLlm.Web.CommandLine;

/// <summary>The exit codes of the program.</summary>
internal static class ExitCode
{
    public const int Ok = 0;
    public const int General = 1;
    public const int BadArguments = 2;
    public const int BadConfiguration = 3;
    public const int FileNotFound = 4;
    public const int PortInUse = 5;
}
