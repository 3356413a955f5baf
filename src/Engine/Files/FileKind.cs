namespace MockLlm.Engine.Files;

/// <summary>What stands at a path.</summary>
internal enum FileKind
{
    /// <summary>A regular file.</summary>
    File,

    /// <summary>A folder.</summary>
    Folder,

    /// <summary>A named pipe. Opening it waits until a writer opens it.</summary>
    Pipe,

    /// <summary>A device. It can have no end.</summary>
    Device,

    /// <summary>A socket.</summary>
    Socket,
}
