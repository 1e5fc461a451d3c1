// System.Drawing's images, where .NET has none: on all systems but Windows, and in SDKs that carry no
// System.Drawing.Common. Custom code may use them on the platform, so such a script must compile; reading the size and
// the format of an image works, and all else says why it doesn't. Methods take any arguments, since none of their
// overloads does anything.
#if !SYSTEM_DRAWING
using System.Drawing.Imaging;
using System.IO;
using Konektor.ScriptHost;

namespace System.Drawing
{
    internal static class NotHere
    {
        /// <summary>What every method throws that would draw.</summary>
        public static PlatformNotSupportedException Drawing => new(
            "System.Drawing draws on Windows only; here a script can read the size and the format of an image, and nothing else. The platform may well run it: try this operation in an environment.");
    }

    public abstract class Image : MarshalByRefObject, ICloneable, IDisposable
    {
        private readonly ImageFormat format;

        private protected Image(int width, int height, ImageFormat format)
        {
            Width = width;
            Height = height;
            this.format = format;
        }

        public delegate bool GetThumbnailImageAbort();

        public int Width { get; }

        public int Height { get; }

        public Size Size => new(Width, Height);

        public SizeF PhysicalDimension => new(Width, Height);

        public ImageFormat RawFormat => format;

        public object? Tag { get; set; }

        public float HorizontalResolution => throw NotHere.Drawing;

        public float VerticalResolution => throw NotHere.Drawing;

        public PixelFormat PixelFormat => throw NotHere.Drawing;

        public ColorPalette Palette { get => throw NotHere.Drawing; set => throw NotHere.Drawing; }

        public PropertyItem[] PropertyItems => throw NotHere.Drawing;

        public int[] PropertyIdList => throw NotHere.Drawing;

        public Guid[] FrameDimensionsList => throw NotHere.Drawing;

        /// <summary>The size and format of an image; throws ArgumentException for what is none. The switches don't matter here.</summary>
        public static Image FromStream(Stream stream, bool useEmbeddedColorManagement = false, bool validateImageData = false) => new Bitmap(stream);

        public static Image FromFile(params object?[] arguments) => throw NotHere.Drawing;

        public static int GetPixelFormatSize(PixelFormat format) => ((int)format >> 8) & 0xFF;

        public void Save(params object?[] arguments) => throw NotHere.Drawing;

        public void SaveAdd(params object?[] arguments) => throw NotHere.Drawing;

        public Image GetThumbnailImage(params object?[] arguments) => throw NotHere.Drawing;

        public void RotateFlip(RotateFlipType type) => throw NotHere.Drawing;

        public PropertyItem GetPropertyItem(int id) => throw NotHere.Drawing;

        public void SetPropertyItem(PropertyItem item) => throw NotHere.Drawing;

        public void RemovePropertyItem(int id) => throw NotHere.Drawing;

        public int GetFrameCount(FrameDimension dimension) => throw NotHere.Drawing;

        public int SelectActiveFrame(FrameDimension dimension, int frame) => throw NotHere.Drawing;

        public RectangleF GetBounds(ref GraphicsUnit unit) => throw NotHere.Drawing;

        public EncoderParameters GetEncoderParameterList(Guid encoder) => throw NotHere.Drawing;

        public object Clone() => throw NotHere.Drawing;

        public void Dispose() => GC.SuppressFinalize(this);
    }

    public sealed class Bitmap : Image
    {
        public Bitmap(Stream stream, bool useIcm = false) : this(ImageHeader.Read(BytesOf(stream))) { }

        public Bitmap(int width, int height, params object?[] others) : base(width, height, ImageFormat.MemoryBmp) { }

        public Bitmap(Image original, params object?[] others) : base(original.Width, original.Height, ImageFormat.MemoryBmp) => throw NotHere.Drawing;

        public Bitmap(string fileName, bool useIcm = false) : base(0, 0, ImageFormat.MemoryBmp) => throw NotHere.Drawing;

        private Bitmap(ImageHeader header) : base(header.Width, header.Height, ImageFormat.Of(header.Kind)) { }

        public Color GetPixel(int x, int y) => throw NotHere.Drawing;

        public void SetPixel(int x, int y, Color color) => throw NotHere.Drawing;

        public void SetResolution(float x, float y) => throw NotHere.Drawing;

        public void MakeTransparent(params object?[] arguments) => throw NotHere.Drawing;

        public BitmapData LockBits(params object?[] arguments) => throw NotHere.Drawing;

        public void UnlockBits(BitmapData data) => throw NotHere.Drawing;

        public Bitmap Clone(object area, PixelFormat format) => throw NotHere.Drawing;

        private static byte[] BytesOf(Stream stream)
        {
            using var copy = new MemoryStream();
            stream.CopyTo(copy);
            return copy.ToArray();
        }
    }
}
#endif
