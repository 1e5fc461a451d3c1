using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;

namespace Konektor.ScriptHost;

/// <summary>
/// Finds the assemblies that come with the SDK and not with the runtime: Newtonsoft.Json, the logging abstractions and
/// Roslyn. They stay where they are, so nothing is downloaded and nothing is copied.
/// </summary>
internal sealed class SdkAssemblies
{
    private static readonly string[] OfScripts =
    {
        "Newtonsoft.Json", "Microsoft.Extensions.Logging.Abstractions", "Microsoft.Extensions.DependencyInjection.Abstractions",
#if SYSTEM_DRAWING
        "System.Drawing.Common",
#endif
    };

    private static readonly string[] OfTheCompiler = { "Microsoft.CodeAnalysis", "Microsoft.CodeAnalysis.CSharp" };

    private readonly string sdkDirectory;
    private readonly string dotnetDirectory;

    public SdkAssemblies(string dotnetDirectory, string sdkDirectory)
    {
        this.dotnetDirectory = dotnetDirectory;
        this.sdkDirectory = sdkDirectory;
    }

    /// <summary>netstandard 2.0 as reference assembly; the SDK carries it for its inline build tasks.</summary>
    public string NetStandardReference => Path.Combine(sdkDirectory, "ref", "netstandard.dll");

    /// <summary>From now on the runtime asks here for what it doesn't find beside the host.</summary>
    public void Register() => AssemblyLoadContext.Default.Resolving += Resolve;

    /// <summary>The paths of those assemblies that scripts may use and this SDK has.</summary>
    public string[] ScriptAssemblies() => OfScripts.Select(Find).OfType<string>().ToArray();

    /// <summary>
    /// The framework's reference assemblies; where an installation carries no reference pack, the runtime's own
    /// assemblies, which have the same public surface.
    /// </summary>
    public string[] FrameworkReferences()
    {
        var major = Environment.Version.Major;
        var pack = Path.Combine(dotnetDirectory, "packs", "Microsoft.NETCore.App.Ref");
        var versions = Directory.Exists(pack) ? Directory.GetDirectories(pack, $"{major}.*") : Array.Empty<string>();
        var folder = versions.Select(version => Path.Combine(version, "ref", $"net{major}.0")).Where(Directory.Exists).Order().LastOrDefault();
        if (folder is not null) return Directory.GetFiles(folder, "*.dll").Order(StringComparer.Ordinal).ToArray();
        var trusted = (string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "";
        // By file name: where the installation is reached through a link, the folders are spelt differently.
        var runtime = Path.GetDirectoryName(typeof(object).Assembly.Location) ?? "";
        return trusted.Split(Path.PathSeparator).Where(path => File.Exists(Path.Combine(runtime, Path.GetFileName(path)))).DistinctBy(Path.GetFileName).Order(StringComparer.Ordinal).ToArray();
    }

    private Assembly? Resolve(AssemblyLoadContext context, AssemblyName name)
    {
        if (name.Name is not { } simpleName) return null;
        var path = Array.IndexOf(OfTheCompiler, simpleName) >= 0
            ? Path.Combine(sdkDirectory, "Roslyn", "bincore", simpleName + ".dll")
            : Array.IndexOf(OfScripts, simpleName) >= 0 ? Find(simpleName) : null;
        return path is not null && File.Exists(path) ? context.LoadFromAssemblyPath(path) : null;
    }

    /// <summary>The SDK's own folder first; ASP.NET Core's shared framework has the logging assemblies too.</summary>
    private string? Find(string simpleName)
    {
        var inSdk = Path.Combine(sdkDirectory, simpleName + ".dll");
        if (File.Exists(inSdk)) return inSdk;
        var shared = Path.Combine(dotnetDirectory, "shared", "Microsoft.AspNetCore.App");
        if (!Directory.Exists(shared)) return null;
        return Directory.GetDirectories(shared, $"{Environment.Version.Major}.*").Order(StringComparer.Ordinal)
            .Select(version => Path.Combine(version, simpleName + ".dll")).LastOrDefault(File.Exists);
    }
}
