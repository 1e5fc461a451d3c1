using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Konektor.ScriptHost;

/// <summary>Ways to the network beside Context.SendAsync, which the platform announced it would block.</summary>
internal static class HttpClients
{
    private static readonly HashSet<string> Types = new()
    {
        "System.Net.Http.HttpClient", "System.Net.Http.HttpClientHandler", "System.Net.Http.SocketsHttpHandler", "System.Net.Http.HttpMessageInvoker",
        "System.Net.WebClient", "System.Net.WebRequest", "System.Net.HttpWebRequest",
    };

    private static readonly HashSet<string> Sockets = new()
    {
        "System.Net.Sockets.Socket", "System.Net.Sockets.TcpClient", "System.Net.Sockets.TcpListener", "System.Net.Sockets.UdpClient", "System.Net.WebSockets.ClientWebSocket",
        "System.Net.HttpListener",
    };

    /// <summary>Whether a type is an HTTP client of its own.</summary>
    public static bool IsClient(INamedTypeSymbol type) => Types.Contains(FullName(type));

    /// <summary>Where the script makes a client or a socket: new, also of a class that derives from one, and WebRequest.Create.</summary>
    public static IEnumerable<Mention> MadeIn(SyntaxNode root, SemanticModel model)
    {
        foreach (var node in root.DescendantNodes())
        {
            switch (node)
            {
                case BaseObjectCreationExpressionSyntax creation when model.GetTypeInfo(creation).Type is INamedTypeSymbol type && ClientOf(type) is { } client:
                    yield return Mentions.At(creation, client.Name);
                    break;
                case InvocationExpressionSyntax call when model.GetSymbolInfo(call).Symbol is IMethodSymbol { IsStatic: true } method && method.Name.StartsWith("Create", System.StringComparison.Ordinal) && ClientOf(method.ContainingType) is { } client:
                    yield return Mentions.At(call, $"{client.Name}.{method.Name}");
                    break;
            }
        }
    }

    private static INamedTypeSymbol? ClientOf(INamedTypeSymbol type)
    {
        for (var one = type; one is not null; one = one.BaseType)
        {
            if (one.Locations.Any(location => location.IsInMetadata) && FullName(one) is var name && (Types.Contains(name) || Sockets.Contains(name))) return one;
        }
        return null;
    }

    private static string FullName(INamedTypeSymbol type) => $"{type.ContainingNamespace?.ToDisplayString()}.{type.MetadataName}";
}
