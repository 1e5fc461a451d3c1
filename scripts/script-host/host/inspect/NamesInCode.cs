using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Konektor.ScriptHost;

/// <summary>A name in the code and what it means.</summary>
internal sealed record NameInCode(SyntaxNode Node, ISymbol Symbol)
{
    /// <summary>The type that the code names here: the name itself, or that of an attribute.</summary>
    public INamedTypeSymbol? NamedType => Symbol switch
    {
        INamedTypeSymbol type => type,
        IMethodSymbol { MethodKind: MethodKind.Constructor } constructor when Node.FirstAncestorOrSelf<AttributeSyntax>() is not null => constructor.ContainingType,
        _ => null,
    };

    /// <summary>The name that stands before this one: System.IO for File in System.IO.File.</summary>
    public SyntaxNode? Left => Node.Parent switch
    {
        MemberAccessExpressionSyntax access when access.Name == Node => access.Expression,
        QualifiedNameSyntax qualified when qualified.Right == Node => qualified.Left,
        _ => null,
    };
}

internal static class NamesInCode
{
    /// <summary>Every name that resolves. Using directives import and don't use, so they are left out, and so are namespaces.</summary>
    public static IReadOnlyList<NameInCode> In(SyntaxNode root, SemanticModel model)
    {
        var names = new List<NameInCode>();
        foreach (var node in root.DescendantNodes(node => node is not UsingDirectiveSyntax))
        {
            if (node is not (SimpleNameSyntax or ImplicitObjectCreationExpressionSyntax) or TypeSyntax { IsVar: true }) continue;
            if (model.GetSymbolInfo(node).Symbol is { } symbol and not INamespaceSymbol) names.Add(new NameInCode(node, symbol));
        }
        return names;
    }

    /// <summary>
    /// Places that write Formatting alone where it means two enumerations, that of Newtonsoft.Json and that of
    /// System.Xml: both namespaces are imported, one of them perhaps by the platform.
    /// </summary>
    public static IEnumerable<Mention> AmbiguousFormatting(SyntaxNode root, SemanticModel model) =>
        from name in root.DescendantNodes().OfType<IdentifierNameSyntax>()
        where name.Identifier.Text == "Formatting" && model.GetSymbolInfo(name).CandidateReason == CandidateReason.Ambiguous
        // Spelt as in the source, with the member that follows: Formatting.None.
        select Mentions.At(name, name.Parent is MemberAccessExpressionSyntax access && access.Expression == name ? access.ToString() : name.Identifier.Text);
}
