// What a connector's custom code sees of the platform. Everything here is public and in the global namespace, because
// scripts name these types without any using directive; the rest of the host is internal and out of their reach.
using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Logging;

/// <summary>The base class of every script. The host sets both properties before <see cref="ExecuteAsync"/> runs.</summary>
public abstract class ScriptBase
{
    public IScriptContext Context { get; internal set; } = null!;

    /// <summary>Cancelled when the time limit of the call has passed.</summary>
    public CancellationToken CancellationToken { get; internal set; }

    public abstract Task<HttpResponseMessage> ExecuteAsync();

    /// <summary>JSON text as content with the media type application/json and charset utf-8.</summary>
    public static StringContent CreateJsonContent(string serializedJson) =>
        new StringContent(serializedJson, Encoding.UTF8, "application/json");
}

/// <summary>One call of one operation.</summary>
public interface IScriptContext
{
    string CorrelationId { get; }

    string OperationId { get; }

    /// <summary>The request as it would go to the backend: after authentication and the Request policies.</summary>
    HttpRequestMessage Request { get; }

    ILogger Logger { get; }

    /// <summary>The address that was called on the connector, with its query (not documented, used by certified scripts).</summary>
    Uri OriginalRequestUri { get; }

    /// <summary>Connection parameters by name (not documented). Throws unless the call's switch turns them on.</summary>
    IReadOnlyDictionary<string, string> ConnectionParameters { get; }

    /// <summary>The public address that calls this connector's own internal operation (not documented).</summary>
    Uri CreateNotificationUri(string relativeUri);

    Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken);
}
