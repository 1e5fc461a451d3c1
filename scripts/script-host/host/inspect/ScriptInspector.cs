using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Konektor.ScriptHost;

/// <summary>Reads facts off a script for the validation rules and for the remarks that come with loading it.</summary>
internal static class ScriptInspector
{
    /// <summary>All facts of a script. They are also found where it doesn't compile, as far as names resolve.</summary>
    public static ScriptFacts Inspect(ReadScript read)
    {
        var root = read.Tree.GetRoot();
        var model = read.Model;
        var names = NamesInCode.In(root, model);
        var compiler = ScriptCompiler.Visible(read.Compilation.GetDiagnostics());
        return new ScriptFacts(
            ScriptCompiler.Sorted(compiler.Concat(Remarks(read, model, names))),
            ScriptClasses.In(root, model).Select(type => new ScriptClass(type.Name, ScriptClasses.Executes(type))).ToArray(),
            Mentions.Sorted(ScriptLayout.NamespaceBlocks(root)),
            Mentions.Sorted(ScriptLayout.Directives(root).Concat(read.NeedlessReferences)),
            Mentions.Sorted(ScriptLayout.Usings(root, model)),
            Mentions.Sorted(ForbiddenSurface.In(names, model)),
            Mentions.Sorted(HttpClients.MadeIn(root, model)),
            Mentions.Sorted(SynchronousWaits.In(root, model)),
            Mentions.Sorted(OperationIdReads.In(root, model)),
            Mentions.Sorted(ClockReads.In(root, model).Select(found => Mentions.At(found.Node, found.Name))),
            Mentions.Sorted(CultureDependence.In(root, model)),
            Mentions.Sorted(QueryPrinting.In(root, model)),
            Mentions.Sorted(NamesInCode.AmbiguousFormatting(root, model)));
    }

    /// <summary>The host's own remarks: no script class (KSH001), names that reach out of the call (KSH002), an HTTP client (KSH003), a needless #r (KSH004).</summary>
    public static IEnumerable<Diagnostic> Remarks(ReadScript read)
    {
        var model = read.Model;
        return Remarks(read, model, NamesInCode.In(read.Tree.GetRoot(), model));
    }

    private static IEnumerable<Diagnostic> Remarks(ReadScript read, SemanticModel model, IReadOnlyList<NameInCode> names)
    {
        var root = read.Tree.GetRoot();
        var remarks = new List<Diagnostic>();
        if (!ScriptClasses.In(root, model).Any(ScriptClasses.CanBeCreated))
        {
            remarks.Add(new Diagnostic("KSH001", "error", "No class derives from ScriptBase and can be created without arguments, so the platform finds nothing to run. Declare 'public class Script : ScriptBase' with an ExecuteAsync method.", 0, 0));
        }
        foreach (var reference in read.NeedlessReferences)
        {
            remarks.Add(new Diagnostic("KSH004", "warning", $"{reference.Name} is for C# scripting, and the file is compiled as ordinary C#. The library is there without it, so remove the line.", reference.Line, reference.Column));
        }
        var severity = read.Options.Generated ? "error" : "warning";
        foreach (var mention in ForbiddenSurface.ReachingOut(names, model))
        {
            remarks.Add(new Diagnostic("KSH002", severity, $"{mention.Name} is not available to custom code on the platform. Use only the namespaces its documentation lists.", mention.Line, mention.Column));
        }
        foreach (var name in names.Where(name => name.Symbol is INamedTypeSymbol type && HttpClients.IsClient(type)))
        {
            remarks.Add(ScriptCompiler.At("KSH003", severity, $"The script makes its own {name.Symbol.Name}, which the platform has announced to block. Send requests with Context.SendAsync.", name.Node.GetLocation()));
        }
        return remarks;
    }
}
