using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Konektor.ScriptHost;

/// <summary>A name in the source; line and column count from 1.</summary>
internal sealed record Mention(string Name, int Line, int Column);

internal static class Mentions
{
    /// <summary>The place where a node begins, under a name that the reader knows it by.</summary>
    public static Mention At(SyntaxNode node, string name) => At(node.GetLocation(), name);

    /// <summary>The place where a stretch of the source begins.</summary>
    public static Mention At(Location location, string name)
    {
        var start = location.GetLineSpan().StartLinePosition;
        return new Mention(name, start.Line + 1, start.Character + 1);
    }

    /// <summary>By place, each once: the same script always gives the same list.</summary>
    public static Mention[] Sorted(IEnumerable<Mention> mentions) =>
        mentions.Distinct().OrderBy(one => one.Line).ThenBy(one => one.Column).ThenBy(one => one.Name, System.StringComparer.Ordinal).ToArray();
}
