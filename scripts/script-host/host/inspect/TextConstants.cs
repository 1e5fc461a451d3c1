using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Konektor.ScriptHost;

/// <summary>Texts that an expression stands for whatever happens at run time.</summary>
internal sealed class TextConstants
{
    private const int Depth = 32;
    private readonly SemanticModel model;

    public TextConstants(SemanticModel model) => this.model = model;

    /// <summary>
    /// The constants that an expression can be: a literal, a const, nameof, a readonly field given a literal, either side
    /// of a choice. Empty where it is something that only a run tells.
    /// </summary>
    public IEnumerable<Mention> Of(ExpressionSyntax expression) => Of(expression, expression, 0);

    private IEnumerable<Mention> Of(ExpressionSyntax expression, ExpressionSyntax place, int depth)
    {
        if (depth > Depth) return Enumerable.Empty<Mention>();
        if (expression is LiteralExpressionSyntax { Token.Value: string literal }) return new[] { Mentions.At(place, literal) };
        if (model.GetConstantValue(expression) is { HasValue: true, Value: string constant }) return new[] { Mentions.At(place, constant) };
        return expression switch
        {
            ParenthesizedExpressionSyntax inner => Of(inner.Expression, inner.Expression, depth + 1),
            ConditionalExpressionSyntax choice => Of(choice.WhenTrue, choice.WhenTrue, depth + 1).Concat(Of(choice.WhenFalse, choice.WhenFalse, depth + 1)),
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: "ToLower" or "ToUpper" or "ToLowerInvariant" or "ToUpperInvariant" } access } => Of(access.Expression, place, depth + 1),
            IdentifierNameSyntax or MemberAccessExpressionSyntax when Fixed(expression) is { } value => Of(value, place, depth + 1),
            _ => Enumerable.Empty<Mention>(),
        };
    }

    /// <summary>What a readonly field or a property without a setter was declared with.</summary>
    private ExpressionSyntax? Fixed(ExpressionSyntax expression) => model.GetSymbolInfo(expression).Symbol switch
    {
        IFieldSymbol { IsReadOnly: true } field => (field.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() as VariableDeclaratorSyntax)?.Initializer?.Value,
        IPropertySymbol { SetMethod: null } property when property.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is PropertyDeclarationSyntax declared => declared.ExpressionBody?.Expression ?? declared.Initializer?.Value,
        _ => null,
    };
}
