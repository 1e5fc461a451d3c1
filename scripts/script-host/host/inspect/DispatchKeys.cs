using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Konektor.ScriptHost;

/// <summary>Finds what a dictionary's keys, or a list's items, are as far as the source says it.</summary>
internal sealed class DispatchKeys
{
    private const int Depth = 16;

    private readonly SemanticModel model;
    private readonly TextConstants constants;
    /// <summary>What a variable, property or method of the script is given or returns.</summary>
    private readonly Dictionary<ISymbol, List<ExpressionSyntax>> values = new(SymbolEqualityComparer.Default);
    /// <summary>What is added to it afterwards: table.Add("Key", …), table["Key"] = ….</summary>
    private readonly Dictionary<ISymbol, List<ExpressionSyntax>> additions = new(SymbolEqualityComparer.Default);

    public DispatchKeys(SyntaxNode root, SemanticModel model, TextConstants constants)
    {
        this.model = model;
        this.constants = constants;
        foreach (var node in root.DescendantNodes()) Note(node);
    }

    /// <summary>The constant keys or items of a table, each where it stands.</summary>
    public IEnumerable<Mention> Of(ExpressionSyntax table) => Of(table, new HashSet<ISymbol>(SymbolEqualityComparer.Default), 0).ToArray();

    private IEnumerable<Mention> Of(ExpressionSyntax? table, HashSet<ISymbol> visited, int depth)
    {
        if (depth > Depth) return Enumerable.Empty<Mention>();
        switch (table)
        {
            case ParenthesizedExpressionSyntax inner:
                return Of(inner.Expression, visited, depth + 1);
            case CastExpressionSyntax cast:
                return Of(cast.Expression, visited, depth + 1);
            case BaseObjectCreationExpressionSyntax creation:
                // new HashSet<string>(new[] { "First" }, StringComparer.Ordinal)
                var from = creation.ArgumentList?.Arguments.SelectMany(argument => Of(argument.Expression, visited, depth + 1)) ?? Enumerable.Empty<Mention>();
                return from.Concat(Items(creation.Initializer));
            case ArrayCreationExpressionSyntax array:
                return Items(array.Initializer);
            case ImplicitArrayCreationExpressionSyntax array:
                return Items(array.Initializer);
            case InitializerExpressionSyntax items:
                return Items(items);
            case CollectionExpressionSyntax items:
                return items.Elements.OfType<ExpressionElementSyntax>().SelectMany(element => constants.Of(element.Expression));
            case MemberAccessExpressionSyntax { Name.Identifier.Text: "Keys" } access when model.GetSymbolInfo(access).Symbol?.Locations.Any(place => place.IsInSource) != true:
                return Of(access.Expression, visited, depth + 1);
            case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: "ToArray" or "ToList" or "ToHashSet" or "AsEnumerable" or "AsReadOnly" } access }:
                return Of(access.Expression, visited, depth + 1);
            case InvocationExpressionSyntax or MemberAccessExpressionSyntax or IdentifierNameSyntax:
                if (model.GetSymbolInfo(table).Symbol?.OriginalDefinition is not { } symbol || !visited.Add(symbol)) return Enumerable.Empty<Mention>();
                return Listed(values, symbol).SelectMany(value => Of(value, visited, depth + 1)).Concat(Listed(additions, symbol).SelectMany(constants.Of));
            default:
                return Enumerable.Empty<Mention>();
        }
    }

    /// <summary>{ "Key", value }, ["Key"] = value, or a plain item.</summary>
    private IEnumerable<Mention> Items(InitializerExpressionSyntax? initializer) => initializer is null
        ? Enumerable.Empty<Mention>()
        : initializer.Expressions.SelectMany(item => item switch
        {
            InitializerExpressionSyntax { Expressions.Count: > 0 } pair => constants.Of(pair.Expressions[0]),
            AssignmentExpressionSyntax { Left: ImplicitElementAccessSyntax { ArgumentList.Arguments: { Count: 1 } key } } => constants.Of(key[0].Expression),
            AssignmentExpressionSyntax => Enumerable.Empty<Mention>(),
            _ => constants.Of(item),
        });

    private void Note(SyntaxNode node)
    {
        switch (node)
        {
            case VariableDeclaratorSyntax { Initializer.Value: { } value }:
                Put(values, model.GetDeclaredSymbol(node), value);
                break;
            case PropertyDeclarationSyntax { Initializer.Value: { } value }:
                Put(values, model.GetDeclaredSymbol(node), value);
                break;
            case ArrowExpressionClauseSyntax { Parent: { } owner } arrow:
                Put(values, MemberOf(model.GetDeclaredSymbol(owner)), arrow.Expression);
                break;
            case ReturnStatementSyntax { Expression: { } answer }:
                Put(values, MemberOf(model.GetEnclosingSymbol(node.SpanStart)), answer);
                break;
            case AssignmentExpressionSyntax { Left: ElementAccessExpressionSyntax { ArgumentList.Arguments: { Count: 1 } key } access }:
                Put(additions, model.GetSymbolInfo(access.Expression).Symbol, key[0].Expression);
                break;
            case AssignmentExpressionSyntax { Left: SimpleNameSyntax or MemberAccessExpressionSyntax } assignment:
                Put(values, model.GetSymbolInfo(assignment.Left).Symbol, assignment.Right);
                break;
            case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: "Add" or "TryAdd" } access, ArgumentList.Arguments: { Count: > 0 } arguments }:
                Put(additions, model.GetSymbolInfo(access.Expression).Symbol, arguments[0].Expression);
                break;
        }
    }

    private static void Put(Dictionary<ISymbol, List<ExpressionSyntax>> table, ISymbol? symbol, ExpressionSyntax value)
    {
        if (symbol is null) return;
        if (!table.TryGetValue(symbol.OriginalDefinition, out var list)) table.Add(symbol.OriginalDefinition, list = new List<ExpressionSyntax>());
        list.Add(value);
    }

    private static IEnumerable<ExpressionSyntax> Listed(Dictionary<ISymbol, List<ExpressionSyntax>> table, ISymbol symbol) =>
        table.TryGetValue(symbol, out var list) ? list : Enumerable.Empty<ExpressionSyntax>();

    private static ISymbol? MemberOf(ISymbol? symbol) => symbol is IMethodSymbol { AssociatedSymbol: { } property } ? property : symbol;
}
