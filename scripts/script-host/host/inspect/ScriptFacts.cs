namespace Konektor.ScriptHost;

/// <summary>A name in the source; line and column count from 1.</summary>
internal sealed record Mention(string Name, int Line, int Column);

/// <summary>
/// What reading a script tells without running it. <c>OperationIds</c> are those that the script compares
/// Context.OperationId with as a literal; a script that looks them up in a dictionary handles more.
/// </summary>
internal sealed record ScriptFacts(
    Diagnostic[] Diagnostics,
    string[] Classes,
    Mention[] OperationIds,
    bool UsesHttpClient,
    Mention[] SynchronousWaits,
    Mention[] Forbidden,
    Mention[] ClockReads);
