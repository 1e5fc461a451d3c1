using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace Konektor.ScriptHost;

/// <summary>A script that the compiler has read: its tree within a compilation, and the #r directives that were taken out of it.</summary>
internal sealed record ReadScript(CSharpCompilation Compilation, SyntaxTree Tree, CompileOptions Options, IReadOnlyList<Mention> NeedlessReferences)
{
    public SemanticModel Model => Compilation.GetSemanticModel(Tree);
}

/// <summary>
/// Compiles a script as an ordinary C# file into a library, not as a script submission: published scripts declare
/// extension methods in classes of their own, which a submission can't.
/// </summary>
internal static class ScriptCompiler
{
    private const string FileName = "script.csx";

    /// <summary>
    /// Remarks that say nothing about the script: unified versions, nullable annotations, and what only the running
    /// framework calls obsolete. Published scripts use SHA256Managed or HttpRequestMessage.Properties, and have no choice:
    /// the platform's older framework lacks what .NET recommends in their place.
    /// </summary>
    private static readonly Regex Silent = new("^(CS(0618|1701|1702|86[0-9][0-9]|87[0-9][0-9])|SYSLIB[0-9]+)$", RegexOptions.CultureInvariant);

    /// <summary>
    /// Reads a source. Generated scripts: C# 9, own usings, netstandard 2.0. Foreign ones: the platform's usings, the
    /// whole framework, and C# 10, the oldest that has global usings. Published scripts were written for about that, and
    /// later versions take words from them: a class "file" or "required", a variable "field" in a property. Only a script
    /// that reads better as the newest C# is read as that.
    /// </summary>
    public static ReadScript Read(byte[] source, CompileOptions options, References references)
    {
        var text = SourceText.From(source, source.Length, Encoding.UTF8);
        if (options.Generated) return ReadAs(LanguageVersion.CSharp9, text, options, references);
        var older = ReadAs(LanguageVersion.CSharp10, text, options, references);
        var errors = ErrorsIn(older);
        if (errors == 0) return older;
        var newest = ReadAs(LanguageVersion.Latest, text, options, references);
        return ErrorsIn(newest) < errors ? newest : older;
    }

    private static ReadScript ReadAs(LanguageVersion version, SourceText source, CompileOptions options, References references)
    {
        var parse = new CSharpParseOptions(version, DocumentationMode.None);
        var (text, needless) = options.Generated ? (source, Array.Empty<Mention>()) : ReferenceDirectives.WithoutNeedless(source, parse, references.Libraries);
        var tree = CSharpSyntaxTree.ParseText(text, parse, FileName);
        var trees = new List<SyntaxTree> { tree };
        if (!options.Generated) trees.Add(CSharpSyntaxTree.ParseText(PlatformUsings.Source, parse, "usings.cs", Encoding.UTF8));
        var compilation = CSharpCompilation.Create(
            "script",
            trees,
            options.Generated ? references.NetStandard20 : references.Platform,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, deterministic: true));
        return new ReadScript(compilation, tree, options, needless);
    }

    private static int ErrorsIn(ReadScript read) => read.Compilation.GetDiagnostics().Count(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);

    /// <summary>
    /// Compiles a source. What the platform forbids is a warning, since nothing documents how the platform refuses it,
    /// and an error in a generated script, which must never come near it.
    /// </summary>
    public static CompileOutcome Compile(byte[] source, CompileOptions options, References references)
    {
        var read = Read(source, options, references);
        var own = ScriptInspector.Remarks(read);
        if (options.RedirectClock) read = ClockReads.Redirect(read);
        using var assembly = new MemoryStream();
        using var symbols = new MemoryStream();
        var result = read.Compilation.Emit(assembly, symbols, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb));
        var diagnostics = Sorted(Visible(result.Diagnostics).Concat(own));
        var failed = diagnostics.Any(diagnostic => diagnostic.Severity == "error");
        return new CompileOutcome(failed ? null : new CompiledScript(assembly.ToArray(), symbols.ToArray(), diagnostics), diagnostics);
    }

    /// <summary>The compiler's errors and warnings, without those that are about the setting and not the script.</summary>
    public static IEnumerable<Diagnostic> Visible(IEnumerable<Microsoft.CodeAnalysis.Diagnostic> diagnostics) =>
        from diagnostic in diagnostics
        where diagnostic.Severity == DiagnosticSeverity.Error || (diagnostic.Severity == DiagnosticSeverity.Warning && !Silent.IsMatch(diagnostic.Id))
        select At(diagnostic.Id, diagnostic.Severity == DiagnosticSeverity.Error ? "error" : "warning", diagnostic.GetMessage(CultureInfo.InvariantCulture), diagnostic.Location);

    /// <summary>A remark at a place of the script; line and column count from 1.</summary>
    public static Diagnostic At(string id, string severity, string message, Location location)
    {
        var start = location.GetLineSpan().StartLinePosition;
        // A line of the usings' file would point the reader at an unrelated line of the script.
        return location.SourceTree?.FilePath == FileName
            ? new Diagnostic(id, severity, message, start.Line + 1, start.Character + 1)
            : new Diagnostic(id, severity, message, 0, 0);
    }

    /// <summary>By place, then by code: the same script always gives the same list.</summary>
    public static Diagnostic[] Sorted(IEnumerable<Diagnostic> diagnostics) =>
        diagnostics.Distinct().OrderBy(one => one.Line).ThenBy(one => one.Column).ThenBy(one => one.Id, StringComparer.Ordinal).ToArray();
}
