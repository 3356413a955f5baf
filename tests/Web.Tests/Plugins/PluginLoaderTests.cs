using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using MockLlm.Engine;
using MockLlm.Engine.Handlers;
using MockLlm.Engine.Plugins;

namespace MockLlm.Web.Tests.Plugins;

public sealed class PluginLoaderTests
{
    [Fact]
    public void The_engine_comes_from_the_program_although_a_copy_lies_beside_the_plugin()
    {
        Assert.True(File.Exists(Path.Combine(BuiltPlugin.Folder, "MockLlm.Engine.dll")));

        var loaded = BuiltPlugin.Load();

        Assert.Equal(["hostile", "simple"], loaded.Select(provider => provider.Name).Order());
        Assert.All(loaded, provider => Assert.Equal((BuiltPlugin.File, true), (provider.Source, provider.IsExternal)));
        Assert.All(loaded, provider => Assert.IsType<LlmProvider>(provider.Instance, exactMatch: false));
    }

    [Fact]
    public void Each_load_has_a_context_of_its_own()
    {
        Assert.NotSame(BuiltPlugin.Load()[0].Instance.GetType(), BuiltPlugin.Load()[0].Instance.GetType());
    }

    [Fact]
    public void Of_a_folder_only_what_has_a_marked_class_is_loaded_and_each_file_once()
    {
        var loaded = PluginLoader.Load([BuiltPlugin.Folder, BuiltPlugin.File]);

        Assert.Equal(2, loaded.Count);
    }

    [Fact]
    public void A_path_that_leads_nowhere_is_named()
    {
        var refused = Assert.Throws<PluginNotFoundException>(() => PluginLoader.Load(["no/such.dll"]));

        Assert.Equal("there is no plug-in no/such.dll: give a DLL or a folder of them.", refused.Message);
    }

    [Fact]
    public void A_file_that_is_no_assembly_is_refused_by_name()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("text.dll", "not an assembly");

        AssertRefused(file, $"{file} cannot be loaded: it is not a .NET assembly;");
    }

    [Fact]
    public void A_dll_given_by_name_without_a_provider_is_refused()
    {
        using var folder = new TemporaryFolder();
        var file = Copy(typeof(FactAttribute).Assembly.Location, folder, "Library.dll");

        AssertRefused(file, $"{file} cannot be loaded: it has no provider; mark a class");
    }

    [Fact]
    public void A_folder_without_a_plugin_is_refused()
    {
        using var folder = new TemporaryFolder();
        Copy(typeof(FactAttribute).Assembly.Location, folder, "Library.dll");

        AssertRefused(folder.Path, $"{folder.Path} has no plug-in: none of its DLLs");
    }

    [Fact]
    public void MockLlms_own_assemblies_are_no_plugins()
    {
        var own = Path.Combine(BuiltPlugin.Folder, "MockLlm.Engine.dll");

        AssertRefused(own, $"{own} cannot be loaded: MockLlm.Engine comes with MockLlm");
    }

    [Fact]
    public void One_built_against_another_major_version_is_refused_by_name()
    {
        var built = PluginFile.Inspect(BuiltPlugin.File).BuiltAgainst!;
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "Plugin.dll");
        File.WriteAllBytes(file, OtherMajor(File.ReadAllBytes(BuiltPlugin.File)));

        AssertRefused(file, $"{file} cannot be loaded: Plugin was built against MockLlm.Engine {built.Major + 7}.{built.Minor}.{built.Build}, this is ");
    }

    [Fact]
    public void Two_providers_of_one_name_are_refused_with_their_files()
    {
        var loaded = BuiltPlugin.Load();

        var refused = Assert.Throws<InvalidProviderException>(() => ProviderDiscovery.Unique([.. loaded, .. BuiltPlugin.Load()]));

        Assert.Contains($"HostileProvider ({BuiltPlugin.File})", refused.Message, StringComparison.Ordinal);
    }

    private static void AssertRefused(string path, string message) =>
        Assert.StartsWith(message, Assert.Throws<InvalidProviderException>(() => PluginLoader.Load([path])).Message, StringComparison.Ordinal);

    private static string Copy(string source, TemporaryFolder folder, string name)
    {
        var target = Path.Combine(folder.Path, name);
        File.Copy(source, target);
        return target;
    }

    // A row of the table of referenced assemblies begins with the major version, two bytes (ECMA-335 II.22.5).
    private static byte[] OtherMajor(byte[] image)
    {
        using var reader = new PEReader([.. image]);
        var metadata = reader.GetMetadataReader();
        var row = metadata.AssemblyReferences.ToList().FindIndex(
            reference => metadata.StringComparer.Equals(metadata.GetAssemblyReference(reference).Name, "MockLlm.Engine"));
        image[reader.PEHeaders.MetadataStartOffset
            + metadata.GetTableMetadataOffset(TableIndex.AssemblyRef) + (row * metadata.GetTableRowSize(TableIndex.AssemblyRef))] += 7;
        return image;
    }
}
