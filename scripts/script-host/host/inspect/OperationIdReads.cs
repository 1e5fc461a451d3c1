using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Konektor.ScriptHost;

/// <summary>Finds the operation ids that a script tells apart: constants that meet Context.OperationId.</summary>
internal sealed class OperationIdReads
{
    private readonly SyntaxNode root;
    private readonly SemanticModel model;
    private readonly OperationIdCarriers carriers;
    /// <summary>Gathered only where a script looks its operations up.</summary>
    private readonly Lazy<DispatchKeys> keys;
    private readonly TextConstants constants;

    private OperationIdReads(SyntaxNode root, SemanticModel model)
    {
        this.root = root;
        this.model = model;
        carriers = new OperationIdCarriers(root, model);
        constants = new TextConstants(model);
        keys = new(() => new DispatchKeys(root, model, constants));
    }

    /// <summary>
    /// Texts compared with the operation id by ==, !=, Equals, switch and patterns; keys of a dictionary, items of a list
    /// and members of an enumeration that it is looked up among.
    /// </summary>
    public static IEnumerable<Mention> In(SyntaxNode root, SemanticModel model)
    {
        var reads = new OperationIdReads(root, model);
        return root.DescendantNodes().SelectMany(reads.At).Where(mention => mention.Name.Length > 0);
    }

    private static IEnumerable<Mention> None => Enumerable.Empty<Mention>();

    private IEnumerable<Mention> At(SyntaxNode node) => node switch
    {
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression or (int)SyntaxKind.NotEqualsExpression } comparison
            => carriers.Is(comparison.Left) ? Other(comparison.Right) : carriers.Is(comparison.Right) ? Other(comparison.Left) : None,
        InvocationExpressionSyntax call => InCall(call),
        ElementAccessExpressionSyntax access when access.ArgumentList.Arguments.Any(argument => carriers.Is(argument.Expression)) => keys.Value.Of(access.Expression),
        SwitchStatementSyntax choice => choice.Sections.SelectMany(section => section.Labels).SelectMany(label => label switch
        {
            CaseSwitchLabelSyntax constant => carriers.Is(choice.Expression) ? constants.Of(constant.Value) : None,
            CasePatternSwitchLabelSyntax pattern => InPattern(choice.Expression, pattern.Pattern),
            _ => None,
        }),
        SwitchExpressionSyntax choice => choice.Arms.SelectMany(arm => InPattern(choice.GoverningExpression, arm.Pattern)),
        IsPatternExpressionSyntax test => InPattern(test.Expression, test.Pattern),
        _ => None,
    };

    /// <summary>What stands on the other side: a constant, or the parameter of a lambda that goes through a list of them.</summary>
    private IEnumerable<Mention> Other(ExpressionSyntax other)
    {
        if (other is IdentifierNameSyntax && model.GetSymbolInfo(other).Symbol is IParameterSymbol parameter
            && parameter.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax().FirstAncestorOrSelf<LambdaExpressionSyntax>() is { Parent.Parent.Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } })
        {
            return keys.Value.Of(access.Expression);
        }
        return constants.Of(other);
    }

    private IEnumerable<Mention> InCall(InvocationExpressionSyntax call)
    {
        var called = call.Expression as MemberAccessExpressionSyntax;
        var arguments = call.ArgumentList.Arguments.Select(argument => argument.Expression).ToArray();
        switch (called?.Name.Identifier.Text)
        {
            case "Equals" or "Compare" or "CompareOrdinal" or "CompareTo":
                var compared = arguments.Prepend(called.Expression).ToArray();
                return compared.Any(carriers.Is) ? compared.Where(one => !carriers.Is(one)).SelectMany(Other) : None;
            case "TryGetValue" or "ContainsKey" or "Contains" or "GetValueOrDefault" or "IndexOf" when arguments.Any(carriers.Is):
                return arguments.Where(one => !carriers.Is(one)).Prepend(called.Expression).SelectMany(table => keys.Value.Of(table));
            case "Parse" or "TryParse" when arguments.Any(carriers.Is) && model.GetSymbolInfo(call).Symbol is IMethodSymbol { ContainingType.SpecialType: SpecialType.System_Enum } method:
                return EnumerationOf(call, method) is { } type ? type.GetMembers().OfType<IFieldSymbol>().SelectMany(member => member.Locations.Where(place => place.SourceTree == root.SyntaxTree).Select(place => Mentions.At(place, member.Name))) : None;
            default:
                return None;
        }
    }

    private ITypeSymbol? EnumerationOf(InvocationExpressionSyntax call, IMethodSymbol method) =>
        method.TypeArguments.FirstOrDefault() ?? call.ArgumentList.Arguments.Select(argument => argument.Expression).OfType<TypeOfExpressionSyntax>().Select(type => model.GetTypeInfo(type.Type).Type).FirstOrDefault();

    private IEnumerable<Mention> InPattern(ExpressionSyntax governing, PatternSyntax pattern)
    {
        if (carriers.Is(governing)) return InPattern(pattern);
        // switch (Context.OperationId, request.Method) { case ("First", "GET"): }
        if (governing is not TupleExpressionSyntax tuple || pattern is not RecursivePatternSyntax { PositionalPatternClause.Subpatterns: var parts }) return None;
        return tuple.Arguments.Zip(parts).Where(pair => carriers.Is(pair.First.Expression)).SelectMany(pair => InPattern(pair.Second.Pattern));
    }

    private IEnumerable<Mention> InPattern(PatternSyntax pattern) =>
        pattern.DescendantNodesAndSelf(node => node is not ExpressionSyntax).OfType<ConstantPatternSyntax>().SelectMany(one => constants.Of(one.Expression));
}
