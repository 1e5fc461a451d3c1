using System;
using System.Threading;
using System.Threading.Tasks;

namespace Konektor.ScriptHost;

/// <summary>
/// Exceptions that a script leaves behind on another thread. Without this an <c>async void</c> method of one script
/// would end the process with every other call in it.
/// </summary>
internal static class StrayExceptions
{
    /// <summary>
    /// Reports unobserved task exceptions, and from .NET 10 on swallows exceptions of threads that a script started.
    /// Before .NET 10 the runtime has no such switch: a script's own thread that throws ends the host, and the client
    /// starts another.
    /// </summary>
    public static void KeepProcessAlive()
    {
        TaskScheduler.UnobservedTaskException += (_, notice) =>
        {
            notice.SetObserved();
            Report(notice.Exception.GetBaseException());
        };
        // By name, because the method doesn't exist in the older runtimes that this source also builds for.
        Type.GetType("System.Runtime.ExceptionServices.ExceptionHandling")?
            .GetMethod("SetUnhandledExceptionHandler", new[] { typeof(Func<Exception, bool>) })?
            .Invoke(null, new object[] { new Func<Exception, bool>(exception => { Report(exception); return true; }) });
    }

    public static void Report(Exception exception) =>
        Console.Error.WriteLine($"script host: a script left an exception behind on another thread: {exception.GetType().FullName}: {exception.Message}");
}

/// <summary>Runs continuations on the thread pool, as without a context, and catches what <c>async void</c> throws.</summary>
internal sealed class ScriptSynchronizationContext : SynchronizationContext
{
    public override SynchronizationContext CreateCopy() => this;

    public override void Send(SendOrPostCallback callback, object? state) => callback(state);

    public override void Post(SendOrPostCallback callback, object? state) => ThreadPool.QueueUserWorkItem(_ => Run(callback, state));

    private void Run(SendOrPostCallback callback, object? state)
    {
        SetSynchronizationContext(this);
        try
        {
            callback(state);
        }
        catch (Exception exception)
        {
            StrayExceptions.Report(exception);
        }
        finally
        {
            SetSynchronizationContext(null);
        }
    }
}
