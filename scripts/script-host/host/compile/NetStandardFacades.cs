using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Konektor.ScriptHost;

/// <summary>
/// Libraries built for the running framework name their types through System.Runtime, System.Collections and so on. To
/// compile against netstandard and still use such libraries, each of those assemblies is replaced by a facade: no types
/// of its own, only forwarders to netstandard for the types that netstandard has.
/// </summary>
internal static class NetStandardFacades
{
    private const TypeAttributes Forwarder = (TypeAttributes)0x00200000;

    /// <summary>One facade image for each framework assembly that the libraries refer to.</summary>
    public static IEnumerable<byte[]> For(IEnumerable<string> libraries, IEnumerable<string> framework, string netStandard)
    {
        var known = PublicTypes(netStandard).ToHashSet();
        var files = framework.ToDictionary(path => Path.GetFileNameWithoutExtension(path));
        var provided = libraries.Select(Path.GetFileNameWithoutExtension).ToHashSet();
        return libraries.SelectMany(ReferencedNames).Distinct().Order(StringComparer.Ordinal)
            .Where(name => files.ContainsKey(name) && !provided.Contains(name) && name != "netstandard")
            .Select(name => Facade(files[name], known));
    }

    private static byte[] Facade(string path, HashSet<(string Namespace, string Name)> known)
    {
        using var image = new PEReader(File.OpenRead(path));
        var original = image.GetMetadataReader().GetAssemblyDefinition();
        var reader = image.GetMetadataReader();
        var metadata = new MetadataBuilder();
        var name = reader.GetString(original.Name);
        metadata.AddModule(0, metadata.GetOrAddString(name + ".dll"), metadata.GetOrAddGuid(new Guid("5d0a4d1e-3f0c-4b57-9d0e-6f0c1f1f2a01")), default, default);
        metadata.AddAssembly(metadata.GetOrAddString(name), original.Version, default, metadata.GetOrAddBlob(reader.GetBlobBytes(original.PublicKey)), AssemblyFlags.PublicKey, AssemblyHashAlgorithm.Sha1);
        metadata.AddTypeDefinition(default, default, metadata.GetOrAddString("<Module>"), default, MetadataTokens.FieldDefinitionHandle(1), MetadataTokens.MethodDefinitionHandle(1));
        // Newtonsoft.Json's readers say that they are IAsyncDisposable, which netstandard 2.0 does not have. The compiler
        // asks for every interface of a class that a `using` statement disposes, so it must exist; not public, so that
        // no script can name it.
        if (PublicTypes(reader).Contains(("System", "IAsyncDisposable")) && !known.Contains(("System", "IAsyncDisposable")))
        {
            metadata.AddTypeDefinition(TypeAttributes.Interface | TypeAttributes.Abstract, metadata.GetOrAddString("System"), metadata.GetOrAddString("IAsyncDisposable"),
                default, MetadataTokens.FieldDefinitionHandle(1), MetadataTokens.MethodDefinitionHandle(1));
        }
        var token = metadata.GetOrAddBlob(new byte[] { 0xcc, 0x7b, 0x13, 0xff, 0xcd, 0x2d, 0xdd, 0x51 });
        var netStandard = metadata.AddAssemblyReference(metadata.GetOrAddString("netstandard"), new Version(2, 0, 0, 0), default, token, default, default);
        foreach (var type in PublicTypes(reader).Where(known.Contains).Distinct().Order())
        {
            metadata.AddExportedType(Forwarder, metadata.GetOrAddString(type.Namespace), metadata.GetOrAddString(type.Name), netStandard, 0);
        }
        var result = new BlobBuilder();
        new ManagedPEBuilder(PEHeaderBuilder.CreateLibraryHeader(), new MetadataRootBuilder(metadata), new BlobBuilder()).Serialize(result);
        return result.ToArray();
    }

    private static IEnumerable<string> ReferencedNames(string path)
    {
        using var image = new PEReader(File.OpenRead(path));
        var reader = image.GetMetadataReader();
        return reader.AssemblyReferences.Select(handle => reader.GetString(reader.GetAssemblyReference(handle).Name)).ToArray();
    }

    private static (string Namespace, string Name)[] PublicTypes(string path)
    {
        using var image = new PEReader(File.OpenRead(path));
        return PublicTypes(image.GetMetadataReader()).ToArray();
    }

    private static IEnumerable<(string Namespace, string Name)> PublicTypes(MetadataReader reader)
    {
        foreach (var handle in reader.TypeDefinitions)
        {
            var type = reader.GetTypeDefinition(handle);
            if ((type.Attributes & TypeAttributes.VisibilityMask) == TypeAttributes.Public) yield return (reader.GetString(type.Namespace), reader.GetString(type.Name));
        }
        foreach (var handle in reader.ExportedTypes)
        {
            var type = reader.GetExportedType(handle);
            if (type.Implementation.Kind == HandleKind.AssemblyReference) yield return (reader.GetString(type.Namespace), reader.GetString(type.Name));
        }
    }
}
