using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Konektor.ScriptHost;

/// <summary>Places that hold a thread until something else has happened.</summary>
internal sealed class SynchronousWaits
{
    private static readonly HashSet<string> Blocking = new()
    {
        "Task.Result", "ValueTask.Result", "Task.Wait", "Task.WaitAll", "Task.WaitAny", "Thread.Sleep", "Thread.Join",
        "TaskAwaiter.GetResult", "ConfiguredTaskAwaiter.GetResult", "ValueTaskAwaiter.GetResult", "ConfiguredValueTaskAwaiter.GetResult",
    };

    private readonly SyntaxNode root;
    private readonly SemanticModel model;
    /// <summary>Where a variable or field is first awaited in a member of the script: the end of that await.</summary>
    private readonly Lazy<Dictionary<(SyntaxNode? Member, ISymbol Task), int>> awaits;

    private SynchronousWaits(SyntaxNode root, SemanticModel model)
    {
        this.root = root;
        this.model = model;
        awaits = new(Awaits);
    }

    /// <summary>
    /// By what names mean, and by how they look where they mean nothing because the script does not compile. The result
    /// of a task that was awaited before is there already, so asking for it is no wait.
    /// </summary>
    public static IEnumerable<Mention> In(SyntaxNode root, SemanticModel model) => new SynchronousWaits(root, model).Find();

    private IEnumerable<Mention> Find()
    {
        foreach (var name in root.DescendantNodes().OfType<SimpleNameSyntax>())
        {
            if (name.Identifier.Text is not ("Result" or "Wait" or "WaitAll" or "WaitAny" or "Sleep" or "Join" or "GetResult")) continue;
            var symbol = model.GetSymbolInfo(name).Symbol;
            var said = symbol is IPropertySymbol or IMethodSymbol ? $"{symbol.ContainingType?.Name}.{symbol.Name}" : symbol is null ? Look(name) : null;
            if (said is null || !Blocking.Contains(said)) continue;
            if (name.Identifier.Text is "Result" or "GetResult" && IsSettled(Receiver(name), name)) continue;
            yield return Mentions.At(name, said);
        }
    }

    /// <summary>What a name that resolves to nothing most likely is: only forms that nothing but a task has.</summary>
    private static string? Look(SimpleNameSyntax name)
    {
        var receiver = Receiver(name);
        return (name.Identifier.Text, receiver) switch
        {
            ("Sleep", IdentifierNameSyntax { Identifier.Text: "Thread" }) => "Thread.Sleep",
            ("WaitAll" or "WaitAny", IdentifierNameSyntax { Identifier.Text: "Task" }) => $"Task.{name.Identifier.Text}",
            ("GetResult", InvocationExpressionSyntax call) when CalledName(call) == "GetAwaiter" => "TaskAwaiter.GetResult",
            ("Result" or "Wait", InvocationExpressionSyntax call) when CalledName(call)?.EndsWith("Async", StringComparison.Ordinal) == true => $"Task.{name.Identifier.Text}",
            _ => null,
        };
    }

    private bool IsSettled(ExpressionSyntax? receiver, SyntaxNode place)
    {
        // task.GetAwaiter().GetResult(), task.ConfigureAwait(false).GetAwaiter().GetResult()
        while (receiver is InvocationExpressionSyntax call && CalledName(call) is "GetAwaiter" or "ConfigureAwait") receiver = ((call.Expression as MemberAccessExpressionSyntax)?.Expression);
        if (receiver is null) return false;
        var task = receiver is ElementAccessExpressionSyntax element ? model.GetSymbolInfo(element.Expression).Symbol : model.GetSymbolInfo(receiver).Symbol;
        if (task is not (ILocalSymbol or IParameterSymbol or IFieldSymbol)) return false;
        var source = SourceOf(task);
        return source.Continues || AwaitedBefore(place, source.Collection.Append(task));
    }

    /// <summary>Where a task comes from that is a lambda's parameter or a loop's variable: the collection, or the task that it continues.</summary>
    private (bool Continues, IEnumerable<ISymbol> Collection) SourceOf(ISymbol task)
    {
        var declaration = task.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax();
        var collection = declaration switch
        {
            ForEachStatementSyntax loop => loop.Expression,
            ParameterSyntax parameter when parameter.FirstAncestorOrSelf<LambdaExpressionSyntax>() is { Parent.Parent.Parent: InvocationExpressionSyntax call } => (call.Expression as MemberAccessExpressionSyntax)?.Expression,
            _ => null,
        };
        if (collection?.Parent is MemberAccessExpressionSyntax { Name.Identifier.Text: "ContinueWith" }) return (true, Enumerable.Empty<ISymbol>());
        return (false, collection?.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Select(name => model.GetSymbolInfo(name).Symbol).OfType<ISymbol>() ?? Enumerable.Empty<ISymbol>());
    }

    private bool AwaitedBefore(SyntaxNode place, IEnumerable<ISymbol> tasks)
    {
        var member = place.FirstAncestorOrSelf<MemberDeclarationSyntax>();
        return tasks.Any(task => awaits.Value.TryGetValue((member, task), out var end) && end <= place.SpanStart);
    }

    private Dictionary<(SyntaxNode? Member, ISymbol Task), int> Awaits()
    {
        var found = new Dictionary<(SyntaxNode? Member, ISymbol Task), int>();
        foreach (var one in root.DescendantNodes().OfType<AwaitExpressionSyntax>())
        {
            var member = one.FirstAncestorOrSelf<MemberDeclarationSyntax>();
            foreach (var name in one.Expression.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>())
            {
                if (model.GetSymbolInfo(name).Symbol is ILocalSymbol or IParameterSymbol or IFieldSymbol) found.TryAdd((member, model.GetSymbolInfo(name).Symbol!), one.Span.End);
            }
        }
        return found;
    }

    private static ExpressionSyntax? Receiver(SimpleNameSyntax name) => name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access.Expression : null;

    private static string? CalledName(InvocationExpressionSyntax call) => (call.Expression as MemberAccessExpressionSyntax)?.Name.Identifier.Text ?? (call.Expression as IdentifierNameSyntax)?.Identifier.Text;
}
