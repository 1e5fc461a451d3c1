using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Konektor.ScriptHost;

/// <summary>
/// Knows which expressions are the operation id: Context.OperationId itself, in another case or decoded from base64, and
/// every variable, parameter, property and method of the script that holds or returns one of these.
/// </summary>
internal sealed class OperationIdCarriers
{
    /// <summary>Expressions nested deeper are not followed, nor longer chains of variables.</summary>
    private const int Depth = 32;

    private readonly SemanticModel model;
    private readonly HashSet<ISymbol> symbols = new(SymbolEqualityComparer.Default);

    /// <summary>Finds the carriers of a script: each round follows assignments and calls one step further, until nothing is new.</summary>
    public OperationIdCarriers(SyntaxNode root, SemanticModel model)
    {
        this.model = model;
        var carrying = root.DescendantNodes().Where(node => node is VariableDeclaratorSyntax or AssignmentExpressionSyntax or ArgumentSyntax or ReturnStatementSyntax or ArrowExpressionClauseSyntax or PropertyDeclarationSyntax).ToArray();
        for (var round = 0; round < Depth; round++)
        {
            var before = symbols.Count;
            foreach (var node in carrying)
            {
                if (CarrierAt(node) is { } symbol) symbols.Add(symbol);
            }
            if (symbols.Count == before) break;
        }
    }

    /// <summary>Whether an expression is the operation id, and not only made with its help.</summary>
    public bool Is(ExpressionSyntax? expression) => Is(expression, 0);

    private bool Is(ExpressionSyntax? expression, int depth) => depth <= Depth && expression switch
    {
        ParenthesizedExpressionSyntax inner => Is(inner.Expression, depth + 1),
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } sure => Is(sure.Operand, depth + 1),
        CastExpressionSyntax cast => Is(cast.Expression, depth + 1),
        AwaitExpressionSyntax awaited => Is(awaited.Expression, depth + 1),
        AssignmentExpressionSyntax assignment => Is(assignment.Right, depth + 1),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } either => Is(either.Left, depth + 1) || Is(either.Right, depth + 1),
        ConditionalExpressionSyntax choice => Is(choice.WhenTrue, depth + 1) || Is(choice.WhenFalse, depth + 1),
        ConditionalAccessExpressionSyntax access => access.WhenNotNull switch
        {
            MemberBindingExpressionSyntax member => Names(member.Name),
            InvocationExpressionSyntax { Expression: MemberBindingExpressionSyntax called } => KeepsMeaning(called.Name) && Is(access.Expression, depth + 1),
            _ => false,
        },
        InvocationExpressionSyntax call => IsCall(call, depth),
        MemberAccessExpressionSyntax access => Names(access.Name),
        SimpleNameSyntax name => Names(name),
        _ => false,
    };

    private bool IsCall(InvocationExpressionSyntax call, int depth)
    {
        var arguments = call.ArgumentList.Arguments;
        var name = call.Expression switch
        {
            MemberAccessExpressionSyntax access => access.Name,
            SimpleNameSyntax simple => simple,
            _ => null,
        };
        if (name is null) return false;
        if (KeepsMeaning(name)) return call.Expression is MemberAccessExpressionSyntax access && Is(access.Expression, depth + 1);
        // Some scripts expect the id in base64: Encoding.UTF8.GetString(Convert.FromBase64String(Context.OperationId)).
        if (name.Identifier.Text is "FromBase64String" or "GetString" or "UnescapeDataString" or "UrlDecode") return arguments.Count > 0 && Is(arguments[0].Expression, depth + 1);
        return model.GetSymbolInfo(call).Symbol is IMethodSymbol method && symbols.Contains(method.OriginalDefinition);
    }

    private static bool KeepsMeaning(SimpleNameSyntax name) => name.Identifier.Text is "ToLower" or "ToUpper" or "ToLowerInvariant" or "ToUpperInvariant" or "Trim" or "ToString";

    private bool Names(SimpleNameSyntax name) => model.GetSymbolInfo(name).Symbol switch
    {
        IPropertySymbol { Name: nameof(IScriptContext.OperationId) } property when property.ContainingType.Name == nameof(IScriptContext) => true,
        { } symbol => symbols.Contains(symbol.OriginalDefinition),
        // A script that does not compile: what else would be called so.
        null => name.Identifier.Text == nameof(IScriptContext.OperationId) && name.Parent is MemberAccessExpressionSyntax access && access.Name == name,
    };

    private ISymbol? CarrierAt(SyntaxNode node) => node switch
    {
        VariableDeclaratorSyntax { Initializer.Value: { } value } variable when Is(value) => model.GetDeclaredSymbol(variable),
        PropertyDeclarationSyntax { Initializer.Value: { } value } property when Is(value) => model.GetDeclaredSymbol(property),
        AssignmentExpressionSyntax assignment when Is(assignment.Right) => model.GetSymbolInfo(assignment.Left).Symbol?.OriginalDefinition,
        ArgumentSyntax argument when Is(argument.Expression) => ParameterOf(argument),
        ReturnStatementSyntax answer when Is(answer.Expression) => MemberOf(model.GetEnclosingSymbol(answer.SpanStart)),
        ArrowExpressionClauseSyntax { Parent: { } owner } arrow when Is(arrow.Expression) => MemberOf(model.GetDeclaredSymbol(owner)),
        _ => null,
    };

    private static ISymbol? MemberOf(ISymbol? symbol) => symbol is IMethodSymbol { AssociatedSymbol: { } property } ? property : symbol;

    /// <summary>The parameter of one of the script's own methods or constructors that an argument goes to.</summary>
    private ISymbol? ParameterOf(ArgumentSyntax argument)
    {
        if (argument.Parent is not ArgumentListSyntax { Parent: { } call } list) return null;
        if (model.GetSymbolInfo(call).Symbol is not IMethodSymbol method || !method.Locations.Any(location => location.IsInSource)) return null;
        var parameters = (method.ReducedFrom ?? method).OriginalDefinition.Parameters;
        var shift = method.ReducedFrom is null ? 0 : 1;
        var position = argument.NameColon is { } named ? parameters.ToList().FindIndex(one => one.Name == named.Name.Identifier.Text) : list.Arguments.IndexOf(argument) + shift;
        return position >= 0 && position < parameters.Length ? parameters[position] : null;
    }
}
