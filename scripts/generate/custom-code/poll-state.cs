using System;
using System.IO;
using System.Linq;
using System.Text;

// What a trigger remembers.
internal enum PollKind : byte
{
    Crossing = 1,
    NewItems = 2,
}

// The last point that a crossing was measured at.
internal sealed class LastPoint
{
    public LastPoint(DateTimeOffset at, decimal value)
    {
        At = at;
        Value = value;
    }

    public DateTimeOffset At { get; }
    public decimal Value { get; }
}

// The position of a polling trigger between two polls.
internal sealed class PollState
{
    // Items may become visible this long after they ended and still count.
    public static readonly TimeSpan Lateness = TimeSpan.FromHours(24);

    public PollState(PollKind kind, byte[] digest)
    {
        Kind = kind;
        Digest = digest;
    }

    public PollKind Kind { get; }

    // Of the operation and its inputs: with others, a position means nothing.
    public byte[] Digest { get; }

    // False as long as no poll has succeeded.
    public bool Seeded { get; set; }

    // Seeded: the time of the last successful poll. Otherwise the time from which items count, if it is known.
    public DateTimeOffset? Time { get; set; }

    // Something was missed and no event has said so yet.
    public bool HistoryIncomplete { get; set; }

    // Which requests use the other form of their path (PathForms).
    public byte OtherForms { get; set; }

    // Where the window begins: a step or a number of days; 0 is the usual.
    public int WindowHint { get; set; }

    public LastPoint Last { get; set; }

    public SeenItems Seen { get; set; } = SeenItems.None;

    public PollState Copy() => (PollState)MemberwiseClone();
}

// The position as text: "v1." and base64url of at most 1,122 bytes, which makes at most 1,500 characters.
internal static class PollStateText
{
    private const string Prefix = "v1.";
    public const int DigestBytes = 8;
    private const int ChecksumBytes = 4;

    [Flags]
    private enum Marks : byte
    {
        Seeded = 1,
        HasTime = 2,
        HistoryIncomplete = 4,
        HasLast = 8,
    }

    public static string Write(PollState state)
    {
        using (var bytes = new MemoryStream())
        using (var writer = new BinaryWriter(bytes))
        {
            writer.Write((byte)state.Kind);
            writer.Write(state.Digest);
            writer.Write((byte)((state.Seeded ? Marks.Seeded : 0) | (state.Time != null ? Marks.HasTime : 0)
                | (state.HistoryIncomplete ? Marks.HistoryIncomplete : 0) | (state.Last != null ? Marks.HasLast : 0)));
            writer.Write(state.OtherForms);
            writer.Write((ushort)state.WindowHint);
            if (state.Time is DateTimeOffset time) StateBytes.WriteInstant(writer, time);
            if (state.Last is LastPoint last)
            {
                StateBytes.WriteInstant(writer, last.At);
                StateBytes.WriteDecimal(writer, last.Value);
            }
            if (state.Kind == PollKind.NewItems && state.Seeded && state.Time is DateTimeOffset position)
                SeenItemsText.Write(writer, state.Seen, position);
            writer.Write(Checksum(bytes.ToArray()));
            return Prefix + Convert.ToBase64String(bytes.ToArray()).TrimEnd('=').Replace('+', '-').Replace('/', '_');
        }
    }

    // Reads a position. False when the text is damaged or of a version that this code does not know. The state is null
    // when it belongs to another operation or to other inputs: then the trigger begins anew.
    public static bool TryRead(string text, PollKind kind, byte[] digest, out PollState state)
    {
        state = null;
        if (!TryDecode(text, out var bytes)) return false;
        try
        {
            using (var reader = new BinaryReader(new MemoryStream(bytes)))
            {
                var storedKind = (PollKind)reader.ReadByte();
                var storedDigest = reader.ReadBytes(DigestBytes);
                if (storedKind != kind || !storedDigest.SequenceEqual(digest)) return true;
                state = ReadRest(reader, new PollState(kind, digest));
                return true;
            }
        }
        catch (Exception reason) when (reason is EndOfStreamException || reason is ArgumentException)
        {
            state = null;
            return false;
        }
    }

    private static PollState ReadRest(BinaryReader reader, PollState state)
    {
        var marks = (Marks)reader.ReadByte();
        state.Seeded = (marks & Marks.Seeded) != 0;
        state.HistoryIncomplete = (marks & Marks.HistoryIncomplete) != 0;
        state.OtherForms = reader.ReadByte();
        state.WindowHint = reader.ReadUInt16();
        if ((marks & Marks.HasTime) != 0) state.Time = StateBytes.ReadInstant(reader);
        if ((marks & Marks.HasLast) != 0)
        {
            var at = StateBytes.ReadInstant(reader);
            state.Last = new LastPoint(at, StateBytes.ReadDecimal(reader));
        }
        if (state.Kind == PollKind.NewItems && state.Seeded && state.Time is DateTimeOffset position)
            state.Seen = SeenItemsText.Read(reader, position);
        return state;
    }

    // The bytes without their checksum; false when the text is not one that Write has made.
    private static bool TryDecode(string text, out byte[] content)
    {
        content = null;
        if (!text.StartsWith(Prefix, StringComparison.Ordinal)) return false;
        var body = text.Substring(Prefix.Length);
        if (body.Any(letter => !(letter < 128 && char.IsLetterOrDigit(letter)) && letter != '-' && letter != '_')) return false;
        if (body.Length % 4 == 1) return false;
        var padded = body.Replace('-', '+').Replace('_', '/').PadRight((body.Length + 3) / 4 * 4, '=');
        var bytes = Convert.FromBase64String(padded);
        if (bytes.Length <= DigestBytes + ChecksumBytes) return false;
        content = bytes.Take(bytes.Length - ChecksumBytes).ToArray();
        return Checksum(content).SequenceEqual(bytes.Skip(content.Length));
    }

    private static byte[] Checksum(byte[] content) => Identity.Hash(content).Take(ChecksumBytes).ToArray();
}
