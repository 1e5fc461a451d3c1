#if !SYSTEM_DRAWING
using System;
using System.Buffers.Binary;

namespace Konektor.ScriptHost;

internal enum ImageKind
{
    Png,
    Jpeg,
    Gif,
    Bmp,
}

/// <summary>What the first bytes of an image tell: its format, and its width and height in pixels.</summary>
internal readonly record struct ImageHeader(ImageKind Kind, int Width, int Height)
{
    /// <summary>The header of a PNG, JPEG, GIF or BMP image. Throws ArgumentException, in System.Drawing's words, for anything else.</summary>
    public static ImageHeader Read(byte[] image)
    {
        try
        {
            var bytes = image.AsSpan();
            if (bytes.StartsWith(PngSignature)) return new(ImageKind.Png, BinaryPrimitives.ReadInt32BigEndian(bytes[16..]), BinaryPrimitives.ReadInt32BigEndian(bytes[20..]));
            if (bytes.StartsWith("GIF8"u8)) return new(ImageKind.Gif, BinaryPrimitives.ReadUInt16LittleEndian(bytes[6..]), BinaryPrimitives.ReadUInt16LittleEndian(bytes[8..]));
            // A negative height says that the rows begin at the top.
            if (bytes.StartsWith("BM"u8)) return new(ImageKind.Bmp, BinaryPrimitives.ReadInt32LittleEndian(bytes[18..]), Math.Abs(BinaryPrimitives.ReadInt32LittleEndian(bytes[22..])));
            if (bytes.StartsWith(JpegSignature)) return ReadJpeg(bytes);
        }
        catch (ArgumentOutOfRangeException)
        {
            // Cut off before its size: not an image either.
        }
        throw new ArgumentException("Parameter is not valid.");
    }

    private static ReadOnlySpan<byte> PngSignature => new byte[] { 0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A };

    private static ReadOnlySpan<byte> JpegSignature => new byte[] { 0xFF, 0xD8 };

    /// <summary>Walks from segment to segment up to the frame header (SOF0 to SOF15), which holds height and width.</summary>
    private static ImageHeader ReadJpeg(ReadOnlySpan<byte> bytes)
    {
        for (var at = 2; ;)
        {
            var marker = bytes.Slice(at, 2)[1];
            // C4, C8 and CC lie among the frame headers and are none: tables, and one that is reserved.
            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
            {
                return new(ImageKind.Jpeg, BinaryPrimitives.ReadUInt16BigEndian(bytes.Slice(at + 7, 2)), BinaryPrimitives.ReadUInt16BigEndian(bytes.Slice(at + 5, 2)));
            }
            at += marker == 0xFF ? 1 : 2 + BinaryPrimitives.ReadUInt16BigEndian(bytes.Slice(at + 2, 2));
        }
    }
}
#endif
