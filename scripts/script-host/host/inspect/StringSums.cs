using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Konektor.ScriptHost;

/// <summary>Sums that make a text, taken as a whole: "a" + b + "c" is one sum with three operands, however it nests.</summary>
internal static class StringSums
{
    /// <summary>
    /// What a sum turns into text: each operand but its strings, and as one operand what is added up as numbers before
    /// the first string. Nothing for a node that is no sum, is part of a longer one, or makes no text.
    /// </summary>
    public static IEnumerable<ExpressionSyntax> Added(SyntaxNode node, SemanticModel model)
    {
        if (!node.IsKind(SyntaxKind.AddExpression) || (node.Parent is BinaryExpressionSyntax parent && parent.IsKind(SyntaxKind.AddExpression) && parent.Left == node)) yield break;
        // From the right end of the sum to its left one; a loop, since long sums nest deeply.
        var operands = new List<ExpressionSyntax>();
        for (var rest = (ExpressionSyntax)node; ;)
        {
            if (rest is BinaryExpressionSyntax sum && sum.IsKind(SyntaxKind.AddExpression))
            {
                operands.Add(sum.Right);
                rest = sum.Left;
                continue;
            }
            operands.Add(rest);
            break;
        }
        operands.Reverse();
        var first = operands.FindIndex(operand => IsString(operand, model));
        if (first < 0) yield break;
        if (first > 1 && operands[first].Parent is BinaryExpressionSyntax whole) yield return whole.Left;
        foreach (var operand in first > 1 ? operands.Skip(first + 1) : operands)
        {
            if (!IsString(operand, model)) yield return operand;
        }
    }

    private static bool IsString(ExpressionSyntax operand, SemanticModel model) => operand switch
    {
        LiteralExpressionSyntax literal => literal.Token.Value is string,
        InterpolatedStringExpressionSyntax => true,
        _ => model.GetTypeInfo(operand).Type?.SpecialType == SpecialType.System_String,
    };
}
