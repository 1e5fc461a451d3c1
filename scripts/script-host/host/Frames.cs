using System;
using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Text.Json;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;

namespace Konektor.ScriptHost;

/// <summary>
/// One message: a JSON header and raw bytes. On the wire: header length and body length (4 bytes each, big-endian),
/// then both. The same shape goes in both directions.
/// </summary>
internal sealed record Frame(JsonElement Header, byte[] Body)
{
    public string Type => Header.GetProperty("type").GetString() ?? "";

    public long Id => Header.GetProperty("id").GetInt64();

    public string Text(string name) => OptionalText(name)
        ?? throw new InvalidDataException($"A '{Type}' frame came without '{name}'.");

    public string? OptionalText(string name) =>
        Header.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    public bool Flag(string name) => Header.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;

    public long? OptionalNumber(string name) =>
        Header.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetInt64() : null;

    /// <summary>A list of [name, value] pairs: headers keep their order and may repeat.</summary>
    public IEnumerable<(string Name, string Value)> Pairs(string name)
    {
        if (!Header.TryGetProperty(name, out var list)) yield break;
        foreach (var pair in list.EnumerateArray()) yield return (pair[0].GetString() ?? "", pair[1].GetString() ?? "");
    }
}

/// <summary>Reads frames from a stream, one after the other.</summary>
internal sealed class FrameReader
{
    private readonly Stream input;

    public FrameReader(Stream input) => this.input = new BufferedStream(input, 1 << 16);

    /// <summary>The next frame, or null at the end of the input. A cut frame counts as the end: its writer is gone.</summary>
    public Frame? Read()
    {
        var lengths = new byte[8];
        if (!Fill(lengths)) return null;
        var header = new byte[BinaryPrimitives.ReadInt32BigEndian(lengths)];
        var body = new byte[BinaryPrimitives.ReadInt32BigEndian(lengths.AsSpan(4))];
        if (!Fill(header) || !Fill(body)) return null;
        using var document = JsonDocument.Parse(header);
        return new Frame(document.RootElement.Clone(), body);
    }

    private bool Fill(byte[] target) => input.ReadAtLeast(target, target.Length, throwOnEndOfStream: false) == target.Length;
}

/// <summary>Writes frames from any thread. One task owns the stream and flushes when nothing more is waiting.</summary>
internal sealed class FrameWriter
{
    private readonly Channel<byte[]> queue = Channel.CreateUnbounded<byte[]>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Task drained;

    public FrameWriter(Stream output) => drained = Task.Run(() => DrainAsync(new BufferedStream(output, 1 << 16)));

    /// <summary>Queues a frame. After <see cref="CompleteAsync"/> it is dropped: nobody listens any more.</summary>
    public void Write(Action<Utf8JsonWriter> header, ReadOnlyMemory<byte> body = default)
    {
        var json = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();
            header(writer);
            writer.WriteEndObject();
        }
        var bytes = new byte[8 + json.WrittenCount + body.Length];
        BinaryPrimitives.WriteInt32BigEndian(bytes, json.WrittenCount);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(4), body.Length);
        json.WrittenSpan.CopyTo(bytes.AsSpan(8));
        body.Span.CopyTo(bytes.AsSpan(8 + json.WrittenCount));
        queue.Writer.TryWrite(bytes);
    }

    /// <summary>Ends when everything queued so far has been written.</summary>
    public Task CompleteAsync()
    {
        queue.Writer.TryComplete();
        return drained;
    }

    private async Task DrainAsync(Stream output)
    {
        while (await queue.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            while (queue.Reader.TryRead(out var bytes)) output.Write(bytes);
            output.Flush();
        }
    }
}
