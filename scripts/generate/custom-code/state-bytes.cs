using System;
using System.Collections.Generic;
using System.IO;
using System.Text;

// How the parts of a position are written as bytes.
internal static class StateBytes
{
    public static void WriteInstant(BinaryWriter writer, DateTimeOffset instant) => writer.Write(instant.UtcTicks);

    public static DateTimeOffset ReadInstant(BinaryReader reader) => new DateTimeOffset(reader.ReadInt64(), TimeSpan.Zero);

    public static void WriteIdentity(BinaryWriter writer, ulong identity)
    {
        for (var shift = 40; shift >= 0; shift -= 8) writer.Write((byte)(identity >> shift));
    }

    public static ulong ReadIdentity(BinaryReader reader)
    {
        ulong identity = 0;
        for (var index = 0; index < Identity.Bytes; index++) identity = (identity << 8) | reader.ReadByte();
        return identity;
    }

    public static void WriteDecimal(BinaryWriter writer, decimal value)
    {
        foreach (var part in decimal.GetBits(value)) writer.Write(part);
    }

    public static decimal ReadDecimal(BinaryReader reader) =>
        new decimal(new[] { reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32() });
}

// How the items that a poll has dealt with are written.
internal static class SeenItemsText
{
    // What PollStateText leaves of a state of 1,500 characters.
    private const int RoomBytes = 1090;
    private const int CountBytes = 2;
    private const int ListedBytes = Identity.Bytes + 1;
    private const int MostColumns = 32;

    // Hours are counted from a little before the oldest one that can be listed, so that one byte is enough.
    private const int HoursBefore = 26;

    // The columns of a sketch that fits beside a number of listed items.
    public static int Columns(ItemKey settled, int listed)
    {
        var taken = CountBytes + 8 + 1 + Encoding.UTF8.GetByteCount(settled.OrderId) + listed * ListedBytes;
        return Math.Max(1, Math.Min(MostColumns, (RoomBytes - taken) / (DifferenceSketch.Rows * DifferenceSketch.CellBytes)));
    }

    public static void Write(BinaryWriter writer, SeenItems seen, DateTimeOffset position)
    {
        var firstHour = Remembered.HourOf(position) - HoursBefore;
        writer.Write((byte)seen.Listed.Count);
        foreach (var entry in seen.Listed)
        {
            StateBytes.WriteIdentity(writer, entry.Identity);
            writer.Write((byte)Math.Max(0, Math.Min(255, entry.Hour - firstHour)));
        }
        writer.Write((byte)(seen.Sketch == null ? 0 : seen.Sketch.Columns));
        if (seen.Sketch == null || !(seen.Settled is ItemKey settled)) return;
        var id = Encoding.UTF8.GetBytes(settled.OrderId);
        StateBytes.WriteInstant(writer, settled.At);
        writer.Write((byte)id.Length);
        writer.Write(id);
        seen.Sketch.Write(writer);
    }

    public static SeenItems Read(BinaryReader reader, DateTimeOffset position)
    {
        var firstHour = Remembered.HourOf(position) - HoursBefore;
        var listed = new List<Remembered>();
        for (var left = reader.ReadByte(); left > 0; left--)
        {
            var identity = StateBytes.ReadIdentity(reader);
            listed.Add(new Remembered(identity, firstHour + reader.ReadByte()));
        }
        var columns = reader.ReadByte();
        if (columns == 0) return new SeenItems(listed, null, null);
        var at = StateBytes.ReadInstant(reader);
        var id = Encoding.UTF8.GetString(reader.ReadBytes(reader.ReadByte()));
        return new SeenItems(listed, new ItemKey(at, id), DifferenceSketch.Read(reader, columns));
    }
}
