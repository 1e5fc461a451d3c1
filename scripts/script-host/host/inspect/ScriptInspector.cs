using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Konektor.ScriptHost;

/// <summary>Reads facts off a script for the validation rules and for the remarks that come with loading it.</summary>
internal static class ScriptInspector
{
    /// <summary>All facts of a script. They are also found where it doesn't compile, as far as names resolve.</summary>
    public static ScriptFacts Inspect(ReadScript read)
    {
        var root = read.Tree.GetRoot();
        var model = read.Model;
        var compiler = ScriptCompiler.Visible(read.Compilation.GetDiagnostics());
        return new ScriptFacts(
            ScriptCompiler.Sorted(compiler.Concat(Remarks(read))),
            ScriptClasses(root, model).Select(type => type.Name).ToArray(),
            OperationIdReads.In(root, model).Select(literal => At(literal, literal.Token.ValueText)).Distinct().OrderBy(Place).ToArray(),
            References(root, model).Any(reference => ForbiddenSurface.IsHttpClient(reference.Symbol)),
            SynchronousWaits(root, model).Distinct().OrderBy(Place).ToArray(),
            Forbidden(root, model).Distinct().OrderBy(Place).ToArray(),
            ClockReads.In(root, model).Select(found => At(found.Node, found.Name)).OrderBy(Place).ToArray());
    }

    /// <summary>The host's own remarks: no script class (KSH001), forbidden names (KSH002), an HTTP client (KSH003).</summary>
    public static IEnumerable<Diagnostic> Remarks(ReadScript read)
    {
        var root = read.Tree.GetRoot();
        var model = read.Model;
        var remarks = new List<Diagnostic>();
        if (!ScriptClasses(root, model).Any(CanBeCreated))
        {
            remarks.Add(new Diagnostic("KSH001", "error", "No class derives from ScriptBase and can be created without arguments, so the platform finds nothing to run. Declare 'public class Script : ScriptBase' with an ExecuteAsync method.", 0, 0));
        }
        var severity = read.Options.Generated ? "error" : "warning";
        foreach (var mention in Forbidden(root, model))
        {
            remarks.Add(new Diagnostic("KSH002", severity, $"{mention.Name} is not available to custom code on the platform. Use only the namespaces its documentation lists.", mention.Line, mention.Column));
        }
        foreach (var (node, symbol) in References(root, model).Where(reference => reference.Symbol is INamedTypeSymbol type && ForbiddenSurface.IsHttpClient(type)))
        {
            remarks.Add(ScriptCompiler.At("KSH003", severity, $"The script makes its own {symbol.Name}, which the platform has announced to block. Send requests with Context.SendAsync.", node.GetLocation()));
        }
        return remarks;
    }

    private static IEnumerable<INamedTypeSymbol> ScriptClasses(SyntaxNode root, SemanticModel model) =>
        root.DescendantNodes().OfType<ClassDeclarationSyntax>()
            .Select(declaration => model.GetDeclaredSymbol(declaration))
            .OfType<INamedTypeSymbol>()
            .Where(type => !type.IsAbstract && BaseTypes(type).Any(one => one.Name == nameof(ScriptBase) && one.ContainingNamespace.IsGlobalNamespace))
            .Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default);

    private static bool CanBeCreated(INamedTypeSymbol type) =>
        !type.IsGenericType && type.InstanceConstructors.Any(one => one.Parameters.IsEmpty && one.DeclaredAccessibility == Accessibility.Public);

    private static IEnumerable<INamedTypeSymbol> BaseTypes(INamedTypeSymbol type)
    {
        for (var one = type.BaseType; one is not null; one = one.BaseType) yield return one;
    }

    private static IEnumerable<Mention> Forbidden(SyntaxNode root, SemanticModel model) =>
        from reference in References(root, model)
        let name = ForbiddenSurface.NameOf(reference.Symbol)
        // "File.ReadAllText" is one mention, not one for the type and one for the method.
        where name is not null && !(reference.Node.Parent is MemberAccessExpressionSyntax access && access.Name == reference.Node && name == NameOfLeft(access, model))
        select At(reference.Node, name);

    private static string? NameOfLeft(MemberAccessExpressionSyntax access, SemanticModel model) =>
        model.GetSymbolInfo(access.Expression).Symbol is { } left ? ForbiddenSurface.NameOf(left) : null;

    /// <summary>Every name in the code with what it means. Using directives import and don't use, so they are left out.</summary>
    private static IEnumerable<(SyntaxNode Node, ISymbol Symbol)> References(SyntaxNode root, SemanticModel model)
    {
        foreach (var node in root.DescendantNodes(node => node is not UsingDirectiveSyntax))
        {
            if (node is not (SimpleNameSyntax or ImplicitObjectCreationExpressionSyntax) or TypeSyntax { IsVar: true }) continue;
            if (model.GetSymbolInfo(node).Symbol is { } symbol and not INamespaceSymbol) yield return (node, symbol);
        }
    }

    private static IEnumerable<Mention> SynchronousWaits(SyntaxNode root, SemanticModel model) =>
        from reference in References(root, model)
        where reference.Symbol is IPropertySymbol or IMethodSymbol
        let name = $"{reference.Symbol.ContainingType?.Name}.{reference.Symbol.Name}"
        where name is "Task.Result" or "ValueTask.Result" or "Task.Wait" or "Task.WaitAll" or "Task.WaitAny" or "Thread.Sleep" or "TaskAwaiter.GetResult" or "ConfiguredTaskAwaiter.GetResult"
        select At(reference.Node, name);

    private static Mention At(SyntaxNode node, string name)
    {
        var start = node.GetLocation().GetLineSpan().StartLinePosition;
        return new Mention(name, start.Line + 1, start.Character + 1);
    }

    private static (int Line, int Column) Place(Mention mention) => (mention.Line, mention.Column);
}
