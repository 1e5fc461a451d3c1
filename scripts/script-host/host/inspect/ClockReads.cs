using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Konektor.ScriptHost;

/// <summary>Where a script asks for the time. Stopwatch and Task.Delay are not among it: they measure, they don't tell.</summary>
internal static class ClockReads
{
    /// <summary>Each read as the node that names it, e.g. DateTime.UtcNow, with the property of ScriptClock that can stand for it.</summary>
    public static IEnumerable<(ExpressionSyntax Node, string Name, string Replacement)> In(SyntaxNode root, SemanticModel model)
    {
        foreach (var name in root.DescendantNodes().OfType<IdentifierNameSyntax>())
        {
            if (name.Identifier.Text is not ("UtcNow" or "Now" or "Today") || model.GetSymbolInfo(name).Symbol is not IPropertySymbol property) continue;
            var type = property.ContainingType.ToDisplayString();
            if (type is not ("System.DateTime" or "System.DateTimeOffset")) continue;
            ExpressionSyntax node = name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name;
            yield return (node, $"{property.ContainingType.Name}.{property.Name}", (type == "System.DateTime" ? "" : "Offset") + property.Name);
        }
    }

    /// <summary>
    /// The script with its reads of the clock led to ScriptClock, which knows the call's time. Replaced within their
    /// lines, so line numbers stay. Reads inside libraries, such as a token's expiry check, keep the real time.
    /// </summary>
    public static ReadScript Redirect(ReadScript read)
    {
        var root = read.Tree.GetRoot();
        var replacements = In(root, read.Model).ToDictionary(found => (SyntaxNode)found.Node, found => found.Replacement);
        if (replacements.Count == 0) return read;
        var rewritten = root.ReplaceNodes(
            replacements.Keys,
            (original, _) => SyntaxFactory.ParseExpression($"global::ScriptClock.{replacements[original]}").WithTriviaFrom(original));
        // Through its text, not as a tree: emitting debug information needs a tree with an encoding.
        var tree = CSharpSyntaxTree.ParseText(rewritten.ToFullString(), (CSharpParseOptions)read.Tree.Options, read.Tree.FilePath, System.Text.Encoding.UTF8);
        return read with { Compilation = read.Compilation.ReplaceSyntaxTree(read.Tree, tree), Tree = tree };
    }
}
