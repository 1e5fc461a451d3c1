using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Konektor.ScriptHost;

/// <summary>Finds the operation ids that a script tells apart: literals that meet Context.OperationId.</summary>
internal static class OperationIdReads
{
    /// <summary>
    /// String literals compared with the operation id, directly or through a local variable or parameter that holds it:
    /// ==, !=, Equals, switch statements, switch expressions and patterns.
    /// </summary>
    public static IEnumerable<LiteralExpressionSyntax> In(SyntaxNode root, SemanticModel model)
    {
        var carriers = Carriers(root, model);
        bool Carries(SyntaxNode? node) => node is not null && Mentions(node, model, carriers);
        return root.DescendantNodes().SelectMany(node => node switch
        {
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression or (int)SyntaxKind.NotEqualsExpression } comparison
                => Carries(comparison.Left) ? Literals(comparison.Right) : Carries(comparison.Right) ? Literals(comparison.Left) : None,
            InvocationExpressionSyntax call when CalledName(call) == "Equals" && Carries(call) => Literals(call),
            SwitchStatementSyntax choice when Carries(choice.Expression)
                => choice.Sections.SelectMany(section => section.Labels).SelectMany(label => Literals(label)),
            SwitchExpressionSyntax choice when Carries(choice.GoverningExpression) => choice.Arms.SelectMany(arm => Literals(arm.Pattern)),
            IsPatternExpressionSyntax test when Carries(test.Expression) => Literals(test.Pattern),
            _ => None,
        });
    }

    private static IEnumerable<LiteralExpressionSyntax> None => Enumerable.Empty<LiteralExpressionSyntax>();

    private static IEnumerable<LiteralExpressionSyntax> Literals(SyntaxNode node) =>
        node.DescendantNodesAndSelf().OfType<LiteralExpressionSyntax>().Where(literal => literal.IsKind(SyntaxKind.StringLiteralExpression));

    private static string? CalledName(InvocationExpressionSyntax call) => (call.Expression as MemberAccessExpressionSyntax)?.Name.Identifier.Text;

    /// <summary>Locals, fields and parameters that a value with the operation id in it is given to, to a fixed point.</summary>
    private static HashSet<ISymbol> Carriers(SyntaxNode root, SemanticModel model)
    {
        var carriers = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        int before;
        do
        {
            before = carriers.Count;
            foreach (var node in root.DescendantNodes())
            {
                var carrier = node switch
                {
                    VariableDeclaratorSyntax { Initializer.Value: { } value } variable when Mentions(value, model, carriers) && IsText(model, value) => model.GetDeclaredSymbol(variable),
                    AssignmentExpressionSyntax assignment when Mentions(assignment.Right, model, carriers) && IsText(model, assignment.Right) => model.GetSymbolInfo(assignment.Left).Symbol,
                    ArgumentSyntax argument when Mentions(argument.Expression, model, carriers) && IsText(model, argument.Expression) => ParameterOf(argument, model),
                    _ => null,
                };
                if (carrier is not null) carriers.Add(carrier);
            }
        }
        while (carriers.Count > before);
        return carriers;
    }

    private static bool IsText(SemanticModel model, ExpressionSyntax value) => model.GetTypeInfo(value).Type?.SpecialType == SpecialType.System_String;

    /// <summary>The parameter of one of the script's own methods that an argument goes to.</summary>
    private static ISymbol? ParameterOf(ArgumentSyntax argument, SemanticModel model)
    {
        if (argument.Parent?.Parent is not InvocationExpressionSyntax call || argument.Parent is not ArgumentListSyntax list) return null;
        if (model.GetSymbolInfo(call).Symbol is not IMethodSymbol method || !method.Locations.Any(location => location.IsInSource)) return null;
        var position = argument.NameColon is { } named ? method.Parameters.ToList().FindIndex(one => one.Name == named.Name.Identifier.Text) : list.Arguments.IndexOf(argument);
        return position >= 0 && position < method.Parameters.Length ? method.Parameters[position] : null;
    }

    private static bool Mentions(SyntaxNode node, SemanticModel model, HashSet<ISymbol> carriers) =>
        node.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().Any(name =>
            model.GetSymbolInfo(name).Symbol is { } symbol
            && (carriers.Contains(symbol) || (symbol is IPropertySymbol { Name: "OperationId" } property && property.ContainingType.Name == nameof(IScriptContext))));
}
