// The types of System.Drawing.Imaging that images speak in; see Images.cs for why they are here.
#if !SYSTEM_DRAWING
using Konektor.ScriptHost;

namespace System.Drawing.Imaging
{
    /// <summary>A format by its GUID, as in the real class; two of the same GUID are equal.</summary>
    public sealed class ImageFormat
    {
        public ImageFormat(Guid guid) => Guid = guid;

        public static ImageFormat MemoryBmp { get; } = Numbered(0xaa);

        public static ImageFormat Bmp { get; } = Numbered(0xab);

        public static ImageFormat Emf { get; } = Numbered(0xac);

        public static ImageFormat Wmf { get; } = Numbered(0xad);

        public static ImageFormat Jpeg { get; } = Numbered(0xae);

        public static ImageFormat Png { get; } = Numbered(0xaf);

        public static ImageFormat Gif { get; } = Numbered(0xb0);

        public static ImageFormat Tiff { get; } = Numbered(0xb1);

        public static ImageFormat Exif { get; } = Numbered(0xb2);

        public static ImageFormat Icon { get; } = Numbered(0xb5);

        public Guid Guid { get; }

        public override bool Equals(object? other) => other is ImageFormat format && format.Guid == Guid;

        public override int GetHashCode() => Guid.GetHashCode();

        public override string ToString()
        {
            foreach (var (format, name) in new[] { (MemoryBmp, "MemoryBMP"), (Bmp, "Bmp"), (Emf, "Emf"), (Wmf, "Wmf"), (Jpeg, "Jpeg"), (Png, "Png"), (Gif, "Gif"), (Tiff, "Tiff"), (Exif, "Exif"), (Icon, "Icon") })
            {
                if (Equals(format)) return name;
            }
            return $"[ImageFormat: {Guid}]";
        }

        internal static ImageFormat Of(ImageKind kind) => kind switch
        {
            ImageKind.Png => Png,
            ImageKind.Jpeg => Jpeg,
            ImageKind.Gif => Gif,
            _ => Bmp,
        };

        /// <summary>GDI+ numbers its formats through: b96b3caa-0728-11d3-9d7b-0000f81ef32e and on.</summary>
        private static ImageFormat Numbered(byte number) => new(new Guid(0xb96b3c00 | number, 0x0728, 0x11d3, 0x9d, 0x7b, 0, 0, 0xf8, 0x1e, 0xf3, 0x2e));
    }

    public sealed class ImageCodecInfo
    {
        private ImageCodecInfo() { }

        public Guid Clsid { get; set; }

        public Guid FormatID { get; set; }

        public string? CodecName { get; set; }

        public string? FormatDescription { get; set; }

        public string? FilenameExtension { get; set; }

        public string? MimeType { get; set; }

        public static ImageCodecInfo[] GetImageEncoders() => throw NotHere.Drawing;

        public static ImageCodecInfo[] GetImageDecoders() => throw NotHere.Drawing;
    }

    public sealed class Encoder
    {
        public static readonly Encoder Quality = new(), Compression = new(), ColorDepth = new(), SaveFlag = new(), Transformation = new(), ScanMethod = new(), Version = new(), RenderMethod = new();
    }

    public sealed class EncoderParameter : IDisposable
    {
        public EncoderParameter(Encoder encoder, params object?[] values) { }

        public void Dispose() { }
    }

    public sealed class EncoderParameters : IDisposable
    {
        public EncoderParameters(int count = 1) => Param = new EncoderParameter[count];

        public EncoderParameter[] Param { get; set; }

        public void Dispose() { }
    }

    public sealed class PropertyItem
    {
        public int Id { get; set; }

        public int Len { get; set; }

        public short Type { get; set; }

        public byte[]? Value { get; set; }
    }

    public sealed class BitmapData
    {
        public int Width { get; set; }

        public int Height { get; set; }

        public int Stride { get; set; }

        public PixelFormat PixelFormat { get; set; }

        public IntPtr Scan0 { get; set; }
    }

    public sealed class ColorPalette
    {
        internal ColorPalette() { }

        public Color[] Entries { get; } = Array.Empty<Color>();
    }

    public sealed class FrameDimension
    {
        public FrameDimension(Guid guid) => Guid = guid;

        public static FrameDimension Time { get; } = new(new Guid("6aedbd6d-3fb5-418a-83a6-7f45229dc872"));

        public static FrameDimension Resolution { get; } = new(new Guid("84236f7b-3bd3-428f-8dab-4ea1439ca315"));

        public static FrameDimension Page { get; } = new(new Guid("7462dc86-6180-4c7e-8e3f-ee7333a7a483"));

        public Guid Guid { get; }
    }

    public sealed class ColorMatrix
    {
        public ColorMatrix(params object?[] values) { }

        public float Matrix00 { get; set; }

        public float Matrix11 { get; set; }

        public float Matrix22 { get; set; }

        public float Matrix33 { get; set; }

        public float Matrix44 { get; set; }

        public float this[int row, int column] { get => throw NotHere.Drawing; set => throw NotHere.Drawing; }
    }

    public sealed class ImageAttributes : IDisposable
    {
        public void SetColorMatrix(params object?[] arguments) => throw NotHere.Drawing;

        public void SetColorKey(params object?[] arguments) => throw NotHere.Drawing;

        public void SetWrapMode(params object?[] arguments) => throw NotHere.Drawing;

        public void SetGamma(params object?[] arguments) => throw NotHere.Drawing;

        public void Dispose() { }
    }
}
#endif
