namespace MockLlm.Web.Tests.Wire;

/// <summary>How a server ended a connection.</summary>
internal enum Ending
{
    /// <summary>Orderly, behind the last byte.</summary>
    Fin,

    /// <summary>By a reset.</summary>
    Reset,
}
