using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Konektor.ScriptHost;

/// <summary>Places that print what HttpUtility.ParseQueryString gave: .NET Framework writes ü as %u00fc, .NET as %c3%bc.</summary>
internal static class QueryPrinting
{
    /// <summary>ToString(), a hole of an interpolated string, or an addition to a string.</summary>
    public static IEnumerable<Mention> In(SyntaxNode root, SemanticModel model)
    {
        foreach (var node in root.DescendantNodes())
        {
            switch (node)
            {
                case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: "ToString" } access, ArgumentList.Arguments.Count: 0 } when IsQuery(access.Expression, model):
                    yield return Mentions.At(access.Name, "ToString()");
                    break;
                case InterpolationSyntax hole when IsQuery(hole.Expression, model):
                    yield return Mentions.At(hole.Expression, "interpolated string");
                    break;
                case BinaryExpressionSyntax:
                    foreach (var added in StringSums.Added(node, model).Where(operand => IsQuery(operand, model))) yield return Mentions.At(added, "string addition");
                    break;
            }
        }
    }

    /// <summary>A NameValueCollection that was not made with new: what ParseQueryString gives prints itself as a query, a plain one prints its type's name.</summary>
    private static bool IsQuery(ExpressionSyntax expression, SemanticModel model)
    {
        if (model.GetTypeInfo(expression).Type?.ToDisplayString() != "System.Collections.Specialized.NameValueCollection") return false;
        var declared = model.GetSymbolInfo(expression).Symbol?.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() as VariableDeclaratorSyntax;
        return (declared?.Initializer?.Value ?? expression) is not BaseObjectCreationExpressionSyntax;
    }
}
