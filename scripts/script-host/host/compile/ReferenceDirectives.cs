using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Konektor.ScriptHost;

/// <summary>
/// #r belongs to script submissions and is an error in the ordinary C# that a script is compiled as. Yet a published
/// script begins with #r "Newtonsoft.Json", so one that asks for nothing new must not keep a script from compiling.
/// </summary>
internal static class ReferenceDirectives
{
    /// <summary>
    /// The source with every #r that names one of the libraries overwritten by blanks, so that all places stay, and what
    /// was overwritten. One that names another library stays, and is the error that it is.
    /// </summary>
    public static (SourceText Text, Mention[] Needless) WithoutNeedless(SourceText text, CSharpParseOptions parse, IReadOnlySet<string> libraries)
    {
        var root = CSharpSyntaxTree.ParseText(text, parse).GetRoot();
        if (!root.ContainsDirectives) return (text, Array.Empty<Mention>());
        var needless = root.DescendantNodes(descendIntoTrivia: true).OfType<ReferenceDirectiveTriviaSyntax>().Where(directive => libraries.Contains(LibraryOf(directive))).ToArray();
        var blanked = text.WithChanges(needless.Select(directive => new TextChange(directive.Span, new string(' ', directive.Span.Length))));
        return (blanked, needless.Select(ScriptLayout.Directive).ToArray());
    }

    /// <summary>Newtonsoft.Json of "Newtonsoft.Json", "bin/Newtonsoft.Json.dll" and "Newtonsoft.Json, Version=13.0.0.0".</summary>
    private static string LibraryOf(ReferenceDirectiveTriviaSyntax directive)
    {
        var name = Path.GetFileName(directive.File.ValueText.Split(',')[0].Trim());
        return name.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) ? name[..^4] : name;
    }
}
