using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Konektor.ScriptHost;

/// <summary>What stands around the classes of a script: directives, imports, namespaces.</summary>
internal static class ScriptLayout
{
    /// <summary>Namespaces that the script declares, as blocks or for the whole file.</summary>
    public static IEnumerable<Mention> NamespaceBlocks(SyntaxNode root) =>
        root.DescendantNodes().OfType<BaseNamespaceDeclarationSyntax>().Select(one => Mentions.At(one, one.Name.ToString()));

    /// <summary>#r and #load, which belong to script submissions; active or not, the platform has no use for them. Without those that reading took out.</summary>
    public static IEnumerable<Mention> Directives(SyntaxNode root) =>
        from directive in root.ContainsDirectives ? root.DescendantNodes(descendIntoTrivia: true).OfType<DirectiveTriviaSyntax>() : Enumerable.Empty<DirectiveTriviaSyntax>()
        where directive is ReferenceDirectiveTriviaSyntax or LoadDirectiveTriviaSyntax
        select Directive(directive);

    /// <summary>A directive as it stands in the source, without a comment behind it.</summary>
    public static Mention Directive(DirectiveTriviaSyntax directive) =>
        Mentions.At(directive, directive.ToString()[..(directive.ChildTokens().Last(token => token != directive.EndOfDirectiveToken).Span.End - directive.SpanStart)]);

    /// <summary>
    /// The namespace of each using directive. One that names a type (static, or an alias) counts as the type's namespace;
    /// one that resolves to nothing is spelt as it stands.
    /// </summary>
    public static IEnumerable<Mention> Usings(SyntaxNode root, SemanticModel model)
    {
        foreach (var directive in root.DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax).OfType<UsingDirectiveSyntax>())
        {
            if (directive.Name is not { } name) continue;
            var symbol = model.GetSymbolInfo(name).Symbol;
            var space = symbol is INamedTypeSymbol { TypeKind: not TypeKind.Error } type ? type.ContainingNamespace : symbol as INamespaceSymbol;
            yield return Mentions.At(name, space?.ToDisplayString() ?? name.ToString());
        }
    }
}
