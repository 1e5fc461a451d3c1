using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Konektor.ScriptHost;

/// <summary>
/// What custom code must stay away from: files, processes, sockets, native code, code made at run time. None of it
/// belongs to the 26 namespaces that the platform documents, or it reaches out of the call.
/// </summary>
internal static class ForbiddenSurface
{
    private static readonly string[] Namespaces =
    {
        "System.Net.Sockets", "System.Net.NetworkInformation", "System.Reflection.Emit", "Microsoft.Win32", "System.Runtime.InteropServices",
        "System.Runtime.Loader", "System.IO.Pipes", "System.IO.MemoryMappedFiles", "System.IO.IsolatedStorage", "System.Management",
    };

    private static readonly HashSet<string> Types = new()
    {
        "System.Diagnostics.Process", "System.Diagnostics.ProcessStartInfo", "System.IO.File", "System.IO.FileInfo", "System.IO.FileStream",
        "System.IO.Directory", "System.IO.DirectoryInfo", "System.IO.DriveInfo", "System.IO.FileSystemWatcher", "System.AppDomain",
    };

    private static readonly HashSet<string> Members = new()
    {
        "System.Environment.Exit", "System.Environment.FailFast", "System.Environment.GetEnvironmentVariable", "System.Environment.GetEnvironmentVariables",
        "System.Environment.SetEnvironmentVariable", "System.Reflection.Assembly.Load", "System.Reflection.Assembly.LoadFrom", "System.Reflection.Assembly.LoadFile",
    };

    private static readonly HashSet<string> HttpClients = new()
    {
        "System.Net.Http.HttpClient", "System.Net.Http.HttpClientHandler", "System.Net.Http.SocketsHttpHandler", "System.Net.Http.HttpMessageInvoker",
        "System.Net.WebClient", "System.Net.WebRequest", "System.Net.HttpWebRequest",
    };

    /// <summary>The full name of the forbidden namespace, type or member that a symbol belongs to, or null.</summary>
    public static string? NameOf(ISymbol symbol)
    {
        var type = TypeOf(symbol);
        if (type is null || !type.Locations.Any(location => location.IsInMetadata)) return null;
        var typeName = FullName(type);
        if (symbol is IMethodSymbol or IPropertySymbol && Members.Contains($"{typeName}.{symbol.Name}")) return $"{typeName}.{symbol.Name}";
        var space = type.ContainingNamespace.ToDisplayString();
        return Types.Contains(typeName) || Namespaces.Any(name => space == name || space.StartsWith(name + ".", StringComparison.Ordinal)) ? typeName : null;
    }

    /// <summary>Whether a symbol is an HTTP client of its own, which the platform announced it would block.</summary>
    public static bool IsHttpClient(ISymbol symbol) => TypeOf(symbol) is { } type && HttpClients.Contains(FullName(type));

    private static INamedTypeSymbol? TypeOf(ISymbol symbol) => symbol as INamedTypeSymbol ?? symbol.ContainingType;

    private static string FullName(INamedTypeSymbol type) => $"{type.ContainingNamespace.ToDisplayString()}.{type.MetadataName}";
}
