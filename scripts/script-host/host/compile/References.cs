using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Konektor.ScriptHost;

/// <summary>What a script may refer to, in two editions. Read once; the references are shared by all compilations.</summary>
internal sealed class References
{
    private readonly Lazy<MetadataReference[]> platform;
    private readonly Lazy<MetadataReference[]> netStandard;
    private readonly Lazy<IReadOnlySet<string>> libraries;

    public References(SdkAssemblies sdk)
    {
        var host = typeof(ScriptBase).Assembly.Location;
        platform = new(() => sdk.FrameworkReferences().Concat(sdk.ScriptAssemblies()).Append(host).Select(FromFile).ToArray());
        netStandard = new(() => NetStandard(sdk, host).ToArray());
        libraries = new(() => sdk.FrameworkReferences().Concat(sdk.ScriptAssemblies()).Select(path => Path.GetFileNameWithoutExtension(path)).ToHashSet(StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>For foreign scripts: all of the running framework, Newtonsoft.Json and the logging abstractions.</summary>
    public IReadOnlyList<MetadataReference> Platform => platform.Value;

    /// <summary>The simple names of the libraries that a foreign script may use without asking: Newtonsoft.Json, System.Xml.Linq and so on.</summary>
    public IReadOnlySet<string> Libraries => libraries.Value;

    /// <summary>
    /// For generated scripts: the netstandard 2.0 reference assembly in place of the framework, so that a member which
    /// isn't part of netstandard 2.0 is an ordinary compile error, and overloads resolve as they do there. Beside it
    /// Microsoft.CSharp, which the platform has too. Newtonsoft.Json is the SDK's own edition: a member that only newer
    /// editions of that library have is not noticed.
    /// </summary>
    public IReadOnlyList<MetadataReference> NetStandard20 => netStandard.Value;

    private static IEnumerable<MetadataReference> NetStandard(SdkAssemblies sdk, string host)
    {
        if (!File.Exists(sdk.NetStandardReference)) throw new FileNotFoundException($"This .NET SDK carries no netstandard 2.0 reference assembly ({sdk.NetStandardReference}), so generated code can't be held to it. Install a complete .NET SDK 8 or newer.");
        var framework = sdk.FrameworkReferences();
        var libraries = sdk.ScriptAssemblies().Append(host).Concat(framework.Where(path => Path.GetFileName(path) == "Microsoft.CSharp.dll")).ToArray();
        yield return FromFile(sdk.NetStandardReference);
        foreach (var library in libraries) yield return FromFile(library);
        foreach (var facade in NetStandardFacades.For(libraries, framework, sdk.NetStandardReference)) yield return MetadataReference.CreateFromImage(facade);
    }

    private static MetadataReference FromFile(string path) => MetadataReference.CreateFromFile(path);
}
