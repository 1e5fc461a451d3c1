using System;
using System.Collections.Concurrent;
using System.IO;
using System.Text.Json;
using System.Threading.Tasks;

namespace Konektor.ScriptHost;

/// <summary>Takes each frame to what answers it. Nothing here blocks the reading of the next one.</summary>
internal sealed class Dispatcher
{
    private readonly FrameWriter writer;
    private readonly SdkAssemblies sdk;
    private readonly ScriptCache cache;
    private readonly IBackend network = new HttpBackend();
    private readonly ConcurrentDictionary<string, LoadedScript> scripts = new();
    private readonly ConcurrentDictionary<long, Invocation> calls = new();

    public Dispatcher(FrameWriter writer, SdkAssemblies sdk, ScriptCache cache)
    {
        this.writer = writer;
        this.sdk = sdk;
        this.cache = cache;
    }

    /// <summary>Takes a frame. One that lacks what its type needs is answered with an 'error' frame.</summary>
    public void Accept(Frame frame)
    {
        try
        {
            Route(frame);
        }
        catch (InvalidDataException exception)
        {
            Error(frame, exception.Message);
        }
    }

    private void Route(Frame frame)
    {
        switch (frame.Type)
        {
            case "invoke":
                Invoke(frame);
                break;
            case "sendResponse":
                if (calls.TryGetValue(frame.Id, out var asking)) asking.Accept(frame);
                break;
            case "cancel":
                if (calls.TryGetValue(frame.Id, out var running)) running.Cancel();
                break;
            case "load":
                Guarded(frame, () => Load(frame));
                break;
            case "inspect":
                Guarded(frame, () => Inspect(frame));
                break;
            case "unload":
                if (scripts.TryRemove(frame.Text("scriptId"), out var script)) script.Unload();
                writer.Write(header => Answer(header, "unloaded", frame));
                break;
            default:
                Error(frame, $"The script host doesn't know the message '{frame.Type}'.");
                break;
        }
    }

    private void Invoke(Frame frame)
    {
        if (!scripts.TryGetValue(frame.Text("scriptId"), out var script))
        {
            Error(frame, $"No script '{frame.Text("scriptId")}' is loaded.");
            return;
        }
        var call = calls[frame.Id] = new Invocation(frame, writer, script, network);
        Guarded(frame, async () =>
        {
            try
            {
                await call.RunAsync().ConfigureAwait(false);
            }
            finally
            {
                calls.TryRemove(frame.Id, out _);
            }
        });
    }

    private Task Load(Frame frame)
    {
        var options = OptionsOf(frame);
        var key = cache.KeyOf(frame.Body, options);
        var compiled = cache.Find(key);
        var fromCache = compiled is not null;
        if (compiled is null)
        {
            var outcome = CompilerDoor.Compile(frame.Body, options, sdk);
            if (outcome.Script is null)
            {
                writer.Write(header =>
                {
                    Answer(header, "rejected", frame);
                    WriteDiagnostics(header, outcome.Diagnostics);
                });
                return Task.CompletedTask;
            }
            compiled = outcome.Script;
            cache.Keep(key, compiled);
        }
        var script = LoadedScript.Load(compiled);
        if (scripts.TryRemove(frame.Text("scriptId"), out var previous)) previous.Unload();
        scripts[frame.Text("scriptId")] = script;
        writer.Write(header =>
        {
            Answer(header, "loaded", frame);
            header.WriteString("typeName", script.TypeName);
            header.WriteBoolean("fromCache", fromCache);
            WriteDiagnostics(header, compiled.Diagnostics);
        });
        return Task.CompletedTask;
    }

    private Task Inspect(Frame frame)
    {
        var facts = CompilerDoor.Inspect(frame.Body, OptionsOf(frame), sdk);
        writer.Write(header =>
        {
            Answer(header, "inspected", frame);
            header.WritePropertyName("facts");
            JsonSerializer.Serialize(header, facts, new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.CamelCase });
        });
        return Task.CompletedTask;
    }

    private static CompileOptions OptionsOf(Frame frame) => new(frame.Flag("generated"), frame.Flag("redirectClock"));

    /// <summary>Off the reading thread; what goes wrong in the host itself becomes an 'error' frame of the request.</summary>
    private void Guarded(Frame frame, Func<Task> work) => Task.Run(async () =>
    {
        try
        {
            await work().ConfigureAwait(false);
        }
        catch (TypeLoadException exception)
        {
            Error(frame, exception.Message);
        }
        catch (Exception exception)
        {
            Error(frame, $"{exception.GetType().FullName}: {exception.Message}");
        }
    });

    private void Error(Frame frame, string message) => writer.Write(header =>
    {
        Answer(header, "error", frame);
        header.WriteString("message", message);
    });

    private static void Answer(Utf8JsonWriter header, string type, Frame request)
    {
        header.WriteString("type", type);
        header.WriteNumber("id", request.Id);
    }

    private static void WriteDiagnostics(Utf8JsonWriter header, Diagnostic[] diagnostics)
    {
        header.WriteStartArray("diagnostics");
        foreach (var diagnostic in diagnostics)
        {
            header.WriteStartObject();
            header.WriteString("id", diagnostic.Id);
            header.WriteString("severity", diagnostic.Severity);
            header.WriteString("message", diagnostic.Message);
            header.WriteNumber("line", diagnostic.Line);
            header.WriteNumber("column", diagnostic.Column);
            header.WriteEndObject();
        }
        header.WriteEndArray();
    }
}
