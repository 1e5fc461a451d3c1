using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Konektor.ScriptHost;

/// <summary>
/// Places where fractions or dates become text, or text becomes them, by the culture of whoever runs the script:
/// "1.5" is fifteen where the comma divides. Whole numbers are left out; only their minus sign could differ.
/// </summary>
internal sealed class CultureDependence
{
    private readonly SemanticModel model;

    private CultureDependence(SemanticModel model) => this.model = model;

    /// <summary>All such places; none in a script that sets the culture itself.</summary>
    public static IEnumerable<Mention> In(SyntaxNode root, SemanticModel model)
    {
        if (root.DescendantNodes().OfType<AssignmentExpressionSyntax>().Any(SetsCulture)) return Enumerable.Empty<Mention>();
        var search = new CultureDependence(model);
        return root.DescendantNodes().SelectMany(search.At);
    }

    private static bool SetsCulture(AssignmentExpressionSyntax assignment) =>
        assignment.Left is MemberAccessExpressionSyntax { Name.Identifier.Text: "CurrentCulture" or "DefaultThreadCurrentCulture" };

    private IEnumerable<Mention> At(SyntaxNode node)
    {
        switch (node)
        {
            case InvocationExpressionSyntax call when model.GetSymbolInfo(call).Symbol is IMethodSymbol method && InCall(call, method) is { } name && !IsForPeople(call):
                yield return Mentions.At(NameIn(call), name);
                break;
            case InterpolationSyntax hole when TypeOf(hole.Expression) is { } shown && Depends(shown, hole.FormatClause?.FormatStringToken.ValueText) && IsPlainText(hole) && !IsForPeople(hole):
                yield return Mentions.At(hole.Expression, $"{shown} in an interpolated string");
                break;
            case BinaryExpressionSyntax:
                foreach (var added in StringSums.Added(node, model))
                {
                    if (TypeOf(added) is { } type && !IsForPeople(node)) yield return Mentions.At(added, $"{type} added to a string");
                }
                break;
        }
    }

    /// <summary>What a call is called where it depends on the culture, or null.</summary>
    private string? InCall(InvocationExpressionSyntax call, IMethodSymbol method)
    {
        var arguments = call.ArgumentList.Arguments.Select(argument => argument.Expression).ToArray();
        if (NamesCulture(arguments)) return null;
        var owner = DependentType(method.ContainingType);
        switch (method.Name)
        {
            case "Parse" or "TryParse" or "ParseExact" or "TryParseExact" when owner is not null:
                return arguments.Any(argument => model.GetTypeInfo(argument).Type?.Name == "NumberStyles" && argument.ToString().EndsWith("None", System.StringComparison.Ordinal)) ? null : $"{owner}.{method.Name}";
            case "ToString" when owner is not null:
                return Depends(owner, arguments.Length > 0 ? ConstantText(arguments[0]) ?? "?" : null) ? $"{owner}.ToString" : null;
            case "ToShortDateString" or "ToLongDateString" or "ToShortTimeString" or "ToLongTimeString" when owner is not null:
                return $"{owner}.{method.Name}";
            case "ToDouble" or "ToSingle" or "ToDecimal" or "ToDateTime" when IsConvert(method):
                // From a number it is arithmetic; from a text, or from an object that may be one, it is reading.
                return method.Parameters[0].Type.SpecialType is SpecialType.System_String or SpecialType.System_Object ? $"Convert.{method.Name}" : null;
            case "ToString" when IsConvert(method):
                return arguments.Length > 0 && TypeOf(arguments[0]) is not null ? "Convert.ToString" : null;
            case "Format" or "Concat" when method.ContainingType.SpecialType == SpecialType.System_String:
                return arguments.Skip(method.Name == "Format" ? 1 : 0).Any(argument => TypeOf(argument) is not null) && !(arguments.Length > 0 && FormatsFixed(arguments)) ? $"string.{method.Name}" : null;
            default:
                return null;
        }
    }

    /// <summary>string.Format whose dependent arguments all carry a format that is the same everywhere, such as {0:o}.</summary>
    private bool FormatsFixed(ExpressionSyntax[] arguments)
    {
        if (ConstantText(arguments[0]) is not { } template) return false;
        for (var position = 1; position < arguments.Length; position++)
        {
            if (TypeOf(arguments[position]) is not { } type) continue;
            var start = template.IndexOf($"{{{position - 1}:", System.StringComparison.Ordinal);
            var end = start < 0 ? -1 : template.IndexOf('}', start);
            if (end < 0 || Depends(type, template.Substring(start, end - start).Split(':', 2)[1])) return false;
        }
        return true;
    }

    /// <summary>An argument that says the culture; null says none, which means the current one.</summary>
    private bool NamesCulture(IEnumerable<ExpressionSyntax> arguments) => arguments.Any(argument =>
        model.GetTypeInfo(argument) is { Type: { } type } && (type.Name == "IFormatProvider" || type.AllInterfaces.Any(one => one.Name == "IFormatProvider"))
        && argument is not MemberAccessExpressionSyntax { Name.Identifier.Text: "CurrentCulture" or "CurrentUICulture" or "CurrentInfo" });

    private string? TypeOf(ExpressionSyntax expression) => model.GetTypeInfo(expression).Type is { } type ? DependentType(type) : null;

    private static bool IsConvert(IMethodSymbol method) => method.ContainingType.ToDisplayString() == "System.Convert";

    /// <summary>The C# name of a type whose text depends on the culture; that of T for T?.</summary>
    private static string? DependentType(ITypeSymbol? type)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable) type = nullable.TypeArguments[0];
        return type?.SpecialType switch
        {
            SpecialType.System_Double => "double",
            SpecialType.System_Single => "float",
            SpecialType.System_Decimal => "decimal",
            SpecialType.System_DateTime => "DateTime",
            _ => type?.ToDisplayString() == "System.DateTimeOffset" ? "DateTimeOffset" : null,
        };
    }

    private static bool Depends(string type, string? format) => type is "DateTime" or "DateTimeOffset" ? CultureFormats.DateDepends(format) : CultureFormats.NumberDepends(format);

    private string? ConstantText(ExpressionSyntax expression) => model.GetConstantValue(expression) is { HasValue: true, Value: string text } ? text : null;

    /// <summary>An interpolated string that becomes a string as it stands: not FormattableString.Invariant($"…") and its like.</summary>
    private bool IsPlainText(InterpolationSyntax hole) => hole.Parent is InterpolatedStringExpressionSyntax text
        && model.GetTypeInfo(text).ConvertedType?.SpecialType is SpecialType.System_String or SpecialType.System_Object
        && !(text.Parent is ArgumentSyntax { Parent: ArgumentListSyntax list } && NamesCulture(list.Arguments.Select(argument => argument.Expression)));

    /// <summary>Whether the text only goes into a log or the message of an exception.</summary>
    private bool IsForPeople(SyntaxNode node)
    {
        for (var one = node.Parent; one is ExpressionSyntax or ArgumentSyntax or ArgumentListSyntax or InterpolationSyntax; one = one.Parent)
        {
            if (one is BaseObjectCreationExpressionSyntax creation && model.GetTypeInfo(creation).Type is { } made && IsException(made)) return true;
            if (one is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } && (access.Name.Identifier.Text.StartsWith("Log", System.StringComparison.Ordinal) || access.Expression.ToString() is "Console" or "Debug" or "Trace")) return true;
        }
        return false;
    }

    private static bool IsException(ITypeSymbol type)
    {
        for (ITypeSymbol? one = type; one is not null; one = one.BaseType)
        {
            if (one.ToDisplayString() == "System.Exception") return true;
        }
        return false;
    }

    private static SyntaxNode NameIn(InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax access => access.Name,
        MemberBindingExpressionSyntax binding => binding.Name,
        var other => other,
    };
}
