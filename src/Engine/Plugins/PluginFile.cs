using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using MockLlm.Engine.Files;

namespace MockLlm.Engine.Plugins;

/// <summary>Facts about a DLL from its metadata. The DLL is not loaded for them.</summary>
/// <param name="Path">Its full path.</param>
/// <param name="Name">The assembly's name, or null if it is not a .NET assembly.</param>
/// <param name="BuiltAgainst">The version of MockLlm.Engine that it was built against, or null if it does not refer to it.</param>
/// <param name="HasProvider">Whether a class in it is marked as a provider.</param>
internal sealed record PluginFile(string Path, string? Name, Version? BuiltAgainst, bool HasProvider)
{
    /// <summary>Reads the metadata of a DLL.</summary>
    /// <exception cref="IOException">The file cannot be read, or is not a file.</exception>
    public static PluginFile Inspect(string path)
    {
        if (FileStatus.Of(path) is { Kind: var kind })
        {
            FileContent.Require(kind);
        }

        using var stream = File.OpenRead(path);
        using var image = new PEReader(stream);
        try
        {
            return image.HasMetadata ? Of(path, image.GetMetadataReader()) : new(path, null, null, false);
        }
        catch (BadImageFormatException)
        {
            return new(path, null, null, false);
        }
    }

    private static PluginFile Of(string path, MetadataReader metadata)
    {
        var engine = metadata.AssemblyReferences
            .Select(metadata.GetAssemblyReference)
            .Where(reference => metadata.StringComparer.Equals(reference.Name, "MockLlm.Engine"))
            .Select(reference => reference.Version)
            .FirstOrDefault();
        var marked = metadata.TypeDefinitions.Any(type => metadata.GetTypeDefinition(type).GetCustomAttributes()
            .Any(attribute => IsMark(metadata, metadata.GetCustomAttribute(attribute))));
        var name = metadata.IsAssembly ? metadata.GetString(metadata.GetAssemblyDefinition().Name) : null;
        return new(path, name, engine, engine is not null && marked);
    }

    private static bool IsMark(MetadataReader metadata, CustomAttribute attribute)
    {
        if (attribute.Constructor.Kind != HandleKind.MemberReference)
        {
            return false;
        }

        var parent = metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent;
        if (parent.Kind != HandleKind.TypeReference)
        {
            return false;
        }

        var type = metadata.GetTypeReference((TypeReferenceHandle)parent);
        return metadata.StringComparer.Equals(type.Name, nameof(RegisterProviderAttribute))
            && metadata.StringComparer.Equals(type.Namespace, typeof(RegisterProviderAttribute).Namespace!);
    }
}
