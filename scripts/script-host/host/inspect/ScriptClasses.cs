using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Konektor.ScriptHost;

/// <summary>The classes that the platform could run.</summary>
internal static class ScriptClasses
{
    /// <summary>Every class that derives from ScriptBase and is not abstract, in the order of the source.</summary>
    public static IEnumerable<INamedTypeSymbol> In(SyntaxNode root, SemanticModel model) =>
        root.DescendantNodes().OfType<ClassDeclarationSyntax>()
            .Select(declaration => model.GetDeclaredSymbol(declaration))
            .OfType<INamedTypeSymbol>()
            .Where(type => !type.IsAbstract && BaseTypes(type).Any(IsScriptBase))
            .Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default);

    /// <summary>Whether the platform can make an object of a class: it has a public constructor without parameters.</summary>
    public static bool CanBeCreated(INamedTypeSymbol type) =>
        !type.IsGenericType && type.InstanceConstructors.Any(one => one.Parameters.IsEmpty && one.DeclaredAccessibility == Accessibility.Public);

    /// <summary>Whether a class, or one between it and ScriptBase, overrides ExecuteAsync as ScriptBase declares it.</summary>
    public static bool Executes(INamedTypeSymbol type) =>
        BaseTypes(type).Prepend(type).TakeWhile(one => !IsScriptBase(one)).SelectMany(one => one.GetMembers(nameof(ScriptBase.ExecuteAsync)))
            .Any(member => member is IMethodSymbol { IsOverride: true, IsAbstract: false, Parameters.IsEmpty: true } method
                && method.ReturnType.ToDisplayString() == "System.Threading.Tasks.Task<System.Net.Http.HttpResponseMessage>");

    private static bool IsScriptBase(INamedTypeSymbol type) => type.Name == nameof(ScriptBase) && type.ContainingNamespace is { IsGlobalNamespace: true };

    private static IEnumerable<INamedTypeSymbol> BaseTypes(INamedTypeSymbol type)
    {
        for (var one = type.BaseType; one is not null; one = one.BaseType) yield return one;
    }
}
