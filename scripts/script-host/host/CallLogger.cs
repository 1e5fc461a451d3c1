using System;
using Microsoft.Extensions.Logging;

namespace Konektor.ScriptHost;

/// <summary>What a script sees as Logger: every line becomes a 'log' frame of its call.</summary>
internal sealed class CallLogger : ILogger
{
    private readonly FrameWriter writer;
    private readonly long callId;

    public CallLogger(FrameWriter writer, long callId)
    {
        this.writer = writer;
        this.callId = callId;
    }

    public void Log<TState>(LogLevel level, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(level)) return;
        writer.Write(header =>
        {
            header.WriteString("type", "log");
            header.WriteNumber("id", callId);
            header.WriteString("level", level.ToString().ToLowerInvariant());
            header.WriteString("message", formatter(state, exception));
            if (exception is not null) header.WriteString("exception", $"{exception.GetType().FullName}: {exception.Message}");
        });
    }

    public bool IsEnabled(LogLevel level) => level != LogLevel.None;

    public IDisposable BeginScope<TState>(TState state) where TState : notnull => Scope.Empty;

    private sealed class Scope : IDisposable
    {
        public static readonly Scope Empty = new();

        public void Dispose() { }
    }
}
