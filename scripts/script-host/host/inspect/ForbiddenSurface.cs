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

    /// <summary>
    /// Not among the 26, and yet published scripts name their types in full: harmless, and the only way to say which
    /// culture a number is printed in, what kind of collection a query string is, or that an enumeration is text in JSON.
    /// </summary>
    private static readonly HashSet<string> Tolerated = new() { "System.Globalization", "System.Collections.Specialized", "System.Runtime.Serialization", "Newtonsoft.Json.Converters" };

    /// <summary>The names that reach out of the call: forbidden namespaces, types and members.</summary>
    public static IEnumerable<Mention> ReachingOut(IEnumerable<NameInCode> names, SemanticModel model) => Named(names, model, name => NameOf(name.Symbol), NameOf);

    /// <summary>Those, and every type that the code itself names and that none of the 26 namespaces has.</summary>
    public static IEnumerable<Mention> In(IEnumerable<NameInCode> names, SemanticModel model) =>
        Named(names, model, name => NameOf(name.Symbol) ?? Unlisted(name.NamedType), symbol => NameOf(symbol) ?? Unlisted(symbol as INamedTypeSymbol));

    private static IEnumerable<Mention> Named(IEnumerable<NameInCode> names, SemanticModel model, Func<NameInCode, string?> nameOf, Func<ISymbol, string?> nameOfSymbol) =>
        from found in names
        let name = nameOf(found)
        // "File.ReadAllText" is one mention, not one for the type and one for the method; a nested type is its outer type's.
        where name is not null && !(found.Left is { } left && model.GetSymbolInfo(left).Symbol is { } before and not INamespaceSymbol && nameOfSymbol(before) is { } outer && (name == outer || found.Symbol is INamedTypeSymbol))
        select Mentions.At(found.Node, name);

    /// <summary>The full name of the forbidden namespace, type or member that a symbol belongs to, or null.</summary>
    private static string? NameOf(ISymbol symbol)
    {
        var type = symbol as INamedTypeSymbol ?? symbol.ContainingType;
        if (type is null || !IsForeign(type)) return null;
        var typeName = FullName(type);
        if (symbol is IMethodSymbol or IPropertySymbol && Members.Contains($"{typeName}.{symbol.Name}")) return $"{typeName}.{symbol.Name}";
        var space = type.ContainingNamespace.ToDisplayString();
        return Types.Contains(typeName) || Namespaces.Any(name => space == name || space.StartsWith(name + ".", StringComparison.Ordinal)) ? typeName : null;
    }

    private static string? Unlisted(INamedTypeSymbol? type)
    {
        if (type is null || !IsForeign(type) || type.ContainingNamespace is not { IsGlobalNamespace: false } space) return null;
        var name = space.ToDisplayString();
        return PlatformUsings.Namespaces.Contains(name) || Tolerated.Contains(name) ? null : FullName(type);
    }

    private static bool IsForeign(INamedTypeSymbol type) => type.TypeKind != TypeKind.Error && type.Locations.Any(location => location.IsInMetadata);

    private static string FullName(INamedTypeSymbol type) => $"{type.ContainingNamespace.ToDisplayString()}.{(type.ContainingType is { } outer ? outer.Name + "." : "")}{type.Name}";
}
