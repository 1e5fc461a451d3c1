using System.Runtime.CompilerServices;

namespace Konektor.ScriptHost;

/// <summary>What compiling gave: a script, or only the remarks that say why not.</summary>
internal sealed record CompileOutcome(CompiledScript? Script, Diagnostic[] Diagnostics);

/// <summary>
/// The only way to the compiler. The methods are never inlined, so Roslyn's assemblies, which take most of a second to
/// load and warm up, are not touched before one of them runs.
/// </summary>
internal static class CompilerDoor
{
    private static readonly object Gate = new();
    private static References? references;

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static CompileOutcome Compile(byte[] source, CompileOptions options, SdkAssemblies sdk) =>
        ScriptCompiler.Compile(source, options, ReferencesOf(sdk));

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static ScriptFacts Inspect(byte[] source, CompileOptions options, SdkAssemblies sdk) =>
        ScriptInspector.Inspect(ScriptCompiler.Read(source, options, ReferencesOf(sdk)));

    private static References ReferencesOf(SdkAssemblies sdk)
    {
        lock (Gate) return references ??= new References(sdk);
    }
}
