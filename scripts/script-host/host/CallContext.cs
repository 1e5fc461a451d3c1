using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Net.Http;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Logging;

namespace Konektor.ScriptHost;

/// <summary>One call as its script sees it.</summary>
internal sealed class CallContext : IScriptContext
{
    private readonly FrameWriter writer;
    private readonly IBackend backend;
    private readonly RedirectRule redirects;
    private readonly CancellationToken callEnds;
    private readonly long callId;
    private readonly string notificationBase;
    private readonly IReadOnlyDictionary<string, string>? connectionParameters;
    private int sends;

    /// <summary>A context made from an 'invoke' frame. <paramref name="callEnds"/> also stops requests under way.</summary>
    public CallContext(Frame frame, FrameWriter writer, IBackend backend, CancellationToken callEnds)
    {
        this.writer = writer;
        this.backend = backend;
        this.callEnds = callEnds;
        callId = frame.Id;
        redirects = Redirects.RuleNamed(frame.OptionalText("redirects"));
        CorrelationId = frame.OptionalText("correlationId") ?? Guid.NewGuid().ToString();
        var operationId = frame.Text("operationId");
        OperationId = frame.Flag("base64OperationId") ? Convert.ToBase64String(Encoding.UTF8.GetBytes(operationId)) : operationId;
        var uri = frame.Text("uri");
        Request = RequestMessages.Request(frame.Text("method"), uri, frame.Pairs("headers"), frame.Body);
        OriginalRequestUri = new Uri(frame.OptionalText("originalRequestUri") ?? uri, UriKind.Absolute);
        notificationBase = frame.OptionalText("notificationBase") ?? OriginalRequestUri.GetLeftPart(UriPartial.Authority) + "/notifications/";
        connectionParameters = frame.Header.TryGetProperty("connectionParameters", out _) ? Dictionary(frame.Pairs("connectionParameters")) : null;
        Logger = new CallLogger(writer, callId);
    }

    public string CorrelationId { get; }

    public string OperationId { get; }

    public HttpRequestMessage Request { get; }

    public ILogger Logger { get; }

    public Uri OriginalRequestUri { get; }

    public IReadOnlyDictionary<string, string> ConnectionParameters => connectionParameters ?? throw new NotSupportedException(
        "Context.ConnectionParameters is not documented and off by default. Let a setheader policy copy the parameter into a header and read that, or turn the switch connectionParameters on.");

    public Uri CreateNotificationUri(string relativeUri) =>
        new(notificationBase.TrimEnd('/') + "/" + relativeUri.TrimStart('/'), UriKind.Absolute);

    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.RequestUri is not { IsAbsoluteUri: true }) throw new InvalidOperationException("Context.SendAsync needs a request with an absolute RequestUri.");
        var send = Interlocked.Increment(ref sends);
        var stopwatch = Stopwatch.StartNew();
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, callEnds);
        try
        {
            var copy = await RequestMessages.CopyAsync(request, ends.Token).ConfigureAwait(false);
            var response = await Redirects.SendAsync(backend, copy, redirects, ends.Token).ConfigureAwait(false);
            Trace(send, request, (int)response.StatusCode, null, stopwatch.ElapsedMilliseconds);
            return response;
        }
        catch (Exception exception)
        {
            Trace(send, request, null, ReasonOf(exception), stopwatch.ElapsedMilliseconds);
            throw;
        }
    }

    /// <summary>The exception's type; of a connection that broke also why, which .NET keeps one exception deeper.</summary>
    private static string ReasonOf(Exception exception) =>
        exception is HttpRequestException { InnerException.Message: { Length: > 0 } reason } ? $"{exception.GetType().Name}: {reason}" : exception.GetType().Name;

    private void Trace(int send, HttpRequestMessage request, int? status, string? error, long milliseconds) => writer.Write(header =>
    {
        header.WriteString("type", "send");
        header.WriteNumber("id", callId);
        header.WriteNumber("send", send);
        header.WriteString("method", request.Method.Method);
        header.WriteString("uri", UriRedaction.Redact(request.RequestUri));
        if (status is { } code) header.WriteNumber("status", code);
        if (error is not null) header.WriteString("error", error);
        header.WriteNumber("milliseconds", milliseconds);
    });

    private static IReadOnlyDictionary<string, string> Dictionary(IEnumerable<(string Name, string Value)> pairs)
    {
        var dictionary = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in pairs) dictionary[name] = value;
        return dictionary;
    }
}
