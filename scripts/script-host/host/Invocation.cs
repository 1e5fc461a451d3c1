using System;
using System.Globalization;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace Konektor.ScriptHost;

/// <summary>Runs one call and answers it with exactly one 'response' or 'failed' frame.</summary>
internal sealed class Invocation
{
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(50);
    private static readonly ScriptSynchronizationContext ScriptContext = new();
    private static int stuck;

    private readonly Frame frame;
    private readonly FrameWriter writer;
    private readonly LoadedScript script;
    private readonly IBackend backend;
    private readonly CancellationTokenSource ends = new();
    private readonly TaskCompletionSource cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Invocation(Frame frame, FrameWriter writer, LoadedScript script, IBackend network)
    {
        this.frame = frame;
        this.writer = writer;
        this.script = script;
        backend = frame.OptionalText("backend") == "frames" ? new FrameBackend(writer, frame.Id) : network;
    }

    /// <summary>Hands over the client's answer to one of this call's requests.</summary>
    public void Accept(Frame answer) => (backend as FrameBackend)?.Accept(answer);

    /// <summary>The client has no more interest in this call.</summary>
    public void Cancel() => cancelled.TrySetResult();

    public async Task RunAsync()
    {
        var limit = TimeSpan.FromMilliseconds(frame.OptionalNumber("timeLimitMs") ?? 120_000);
        var work = Task.Run(ExecuteAsync);
        using var timer = new CancellationTokenSource();
        var first = await Task.WhenAny(work, cancelled.Task, Task.Delay(limit, timer.Token)).ConfigureAwait(false);
        timer.Cancel();
        if (first != work)
        {
            await GiveUpAsync(work, first == cancelled.Task ? null : limit).ConfigureAwait(false);
            return;
        }
        try
        {
            var (response, body) = await work.ConfigureAwait(false);
            Answer(response, body);
        }
        catch (Exception exception)
        {
            Fail(exception is TypeLoadException ? "type-load" : "exception", exception, false);
        }
    }

    private async Task<(HttpResponseMessage Response, byte[] Body)> ExecuteAsync()
    {
        var culture = CallCulture.Named(frame.OptionalText("culture") ?? "");
        CultureInfo.CurrentCulture = culture;
        CultureInfo.CurrentUICulture = culture;
        ScriptClock.Set(frame.OptionalText("clock"));
        SynchronizationContext.SetSynchronizationContext(ScriptContext);
        try
        {
            var instance = script.NewInstance();
            instance.Context = new CallContext(frame, writer, backend, ends.Token);
            instance.CancellationToken = ends.Token;
            var task = instance.ExecuteAsync() ?? throw new InvalidOperationException("ExecuteAsync returned null instead of a task.");
            var response = await task.ConfigureAwait(false)
                ?? throw new InvalidOperationException("ExecuteAsync returned no response (null). Return an HttpResponseMessage on every path.");
            // Read here, within the time limit: a content may be a stream that the script computes.
            return (response, response.Content is null ? Array.Empty<byte>() : await response.Content.ReadAsByteArrayAsync(ends.Token).ConfigureAwait(false));
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(null);
        }
    }

    private void Answer(HttpResponseMessage response, byte[] body)
    {
        writer.Write(
            header =>
            {
                header.WriteString("type", "response");
                header.WriteNumber("id", frame.Id);
                header.WriteNumber("status", (int)response.StatusCode);
                header.WriteString("reason", response.ReasonPhrase ?? "");
                RequestMessages.WriteHeaders(header, response.Headers, response.Content);
            },
            body);
        response.Dispose();
    }

    /// <summary>Answers without waiting for the script; one that ignores its token goes on by itself and is counted.</summary>
    private async Task GiveUpAsync(Task work, TimeSpan? limit)
    {
        // On another thread: callbacks of the token are script code and may block.
        _ = Task.Run(() => ends.Cancel());
        await Task.WhenAny(work, Task.Delay(Grace)).ConfigureAwait(false);
        var stillRunning = !work.IsCompleted;
        if (stillRunning)
        {
            Console.Error.WriteLine($"script host: operation {frame.OptionalText("operationId")} goes on after its call has ended; {Interlocked.Increment(ref stuck)} such call(s) now.");
            _ = work.ContinueWith(_ => Interlocked.Decrement(ref stuck), TaskScheduler.Default);
        }
        // Observed here, so that it isn't reported a second time as an exception nobody looked at.
        _ = work.ContinueWith(task => task.Exception, TaskContinuationOptions.OnlyOnFaulted);
        var exception = limit is { } time
            ? (Exception)new TimeoutException($"The script did not end within {time.TotalMilliseconds.ToString(CultureInfo.InvariantCulture)} ms.")
            : new OperationCanceledException("The caller cancelled the call.");
        Fail(limit is null ? "cancelled" : "timeout", exception, stillRunning);
    }

    private void Fail(string failure, Exception exception, bool stillRunning) => writer.Write(header =>
    {
        header.WriteString("type", "failed");
        header.WriteNumber("id", frame.Id);
        header.WriteString("failure", failure);
        header.WriteString("exceptionType", exception.GetType().FullName);
        header.WriteString("message", exception.Message);
        header.WriteBoolean("stillRunning", stillRunning);
        header.WriteStartArray("stack");
        foreach (var line in (exception.StackTrace ?? "").Split('\n').Select(line => line.Trim()).Where(IsOfScript)) header.WriteStringValue(line);
        header.WriteEndArray();
    });

    /// <summary>Stack lines below the host, such as "at Script.ExecuteAsync() in script.csx:line 7".</summary>
    private static bool IsOfScript(string line) =>
        line.StartsWith("at ", StringComparison.Ordinal) && !line.StartsWith("at Konektor.ScriptHost.", StringComparison.Ordinal);
}
