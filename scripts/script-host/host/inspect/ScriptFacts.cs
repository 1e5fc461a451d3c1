namespace Konektor.ScriptHost;

/// <summary>A class that derives from ScriptBase, and whether it overrides Task&lt;HttpResponseMessage&gt; ExecuteAsync().</summary>
internal sealed record ScriptClass(string Name, bool Executes);

/// <summary>
/// What reading a script tells without running it. <c>Usings</c> are namespaces, also where a directive names a type;
/// <c>OperationIds</c> are the constants that the script compares Context.OperationId with or looks it up among.
/// </summary>
internal sealed record ScriptFacts(
    Diagnostic[] Diagnostics,
    ScriptClass[] Classes,
    Mention[] NamespaceBlocks,
    Mention[] Directives,
    Mention[] Usings,
    Mention[] Forbidden,
    Mention[] HttpClients,
    Mention[] SynchronousWaits,
    Mention[] OperationIds,
    Mention[] ClockReads,
    Mention[] CultureDependent,
    Mention[] QueryPrinting,
    Mention[] AmbiguousFormatting);
