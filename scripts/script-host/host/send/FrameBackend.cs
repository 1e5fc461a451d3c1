using System;
using System.Collections.Concurrent;
using System.IO;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace Konektor.ScriptHost;

/// <summary>The client as backend: each request goes out as a 'sendRequest' frame and a 'sendResponse' frame answers it.</summary>
internal sealed class FrameBackend : IBackend
{
    private readonly FrameWriter writer;
    private readonly long callId;
    private readonly ConcurrentDictionary<long, TaskCompletionSource<Frame>> waiting = new();
    private long lastSend;

    public FrameBackend(FrameWriter writer, long callId)
    {
        this.writer = writer;
        this.callId = callId;
    }

    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var send = Interlocked.Increment(ref lastSend);
        var answer = waiting[send] = new TaskCompletionSource<Frame>(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            var body = request.Content is null ? null : await request.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
            writer.Write(
                header =>
                {
                    header.WriteString("type", "sendRequest");
                    header.WriteNumber("id", callId);
                    header.WriteNumber("send", send);
                    header.WriteString("method", request.Method.Method);
                    header.WriteString("uri", request.RequestUri?.AbsoluteUri);
                    RequestMessages.WriteHeaders(header, request.Headers, request.Content);
                },
                body);
            var frame = await answer.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
            if (frame.OptionalNumber("delayMs") is { } delay and > 0) await Task.Delay(TimeSpan.FromMilliseconds(delay), cancellationToken).ConfigureAwait(false);
            if (frame.OptionalText("broken") is { } reason) throw new HttpRequestException("An error occurred while sending the request.", new IOException(reason));
            var response = RequestMessages.Response((int)(frame.OptionalNumber("status") ?? 200), frame.OptionalText("reason"), frame.Pairs("headers"), frame.Body);
            response.RequestMessage = request;
            return response;
        }
        finally
        {
            waiting.TryRemove(send, out _);
        }
    }

    /// <summary>Hands an answer to the request that waits for it; one that nobody waits for any more is dropped.</summary>
    public void Accept(Frame frame)
    {
        if (waiting.TryGetValue(frame.OptionalNumber("send") ?? 0, out var answer)) answer.TrySetResult(frame);
    }
}
