// Fonts, brushes and pens: colours and widths are kept, and nothing is drawn with them; see Images.cs for why they are here.
#if !SYSTEM_DRAWING
using System.Drawing.Drawing2D;

namespace System.Drawing
{
    public sealed class Font : IDisposable
    {
        public Font(params object?[] arguments) => throw NotHere.Drawing;

        public string? Name { get; }

        public float Size { get; }

        public int Height { get; }

        public FontStyle Style { get; }

        public FontFamily? FontFamily { get; }

        public float GetHeight(params object?[] arguments) => throw NotHere.Drawing;

        public void Dispose() { }
    }

    public sealed class FontFamily : IDisposable
    {
        public FontFamily(params object?[] arguments) => throw NotHere.Drawing;

        public static FontFamily GenericSansSerif => throw NotHere.Drawing;

        public static FontFamily GenericSerif => throw NotHere.Drawing;

        public static FontFamily GenericMonospace => throw NotHere.Drawing;

        public static FontFamily[] Families => throw NotHere.Drawing;

        public string? Name { get; }

        public void Dispose() { }
    }

    public abstract class Brush : MarshalByRefObject, IDisposable
    {
        private protected Brush() { }

        public void Dispose() => GC.SuppressFinalize(this);
    }

    public sealed class SolidBrush : Brush
    {
        public SolidBrush(Color color) => Color = color;

        public Color Color { get; set; }
    }

    public sealed class TextureBrush : Brush
    {
        public TextureBrush(params object?[] arguments) => throw NotHere.Drawing;
    }

    public sealed class Pen : MarshalByRefObject, IDisposable
    {
        public Pen(Color color, float width = 1) => (Color, Width) = (color, width);

        public Pen(Brush brush, float width = 1) => (Brush, Width) = (brush, width);

        public Color Color { get; set; }

        public Brush? Brush { get; set; }

        public float Width { get; set; }

        public DashStyle DashStyle { get; set; }

        public LineCap StartCap { get; set; }

        public LineCap EndCap { get; set; }

        public LineJoin LineJoin { get; set; }

        public void Dispose() { }
    }

    public static class Brushes
    {
        public static Brush Black => new SolidBrush(Color.Black);

        public static Brush White => new SolidBrush(Color.White);

        public static Brush Gray => new SolidBrush(Color.Gray);

        public static Brush LightGray => new SolidBrush(Color.LightGray);

        public static Brush DarkGray => new SolidBrush(Color.DarkGray);

        public static Brush Red => new SolidBrush(Color.Red);

        public static Brush Green => new SolidBrush(Color.Green);

        public static Brush Blue => new SolidBrush(Color.Blue);

        public static Brush Yellow => new SolidBrush(Color.Yellow);

        public static Brush Orange => new SolidBrush(Color.Orange);

        public static Brush Transparent => new SolidBrush(Color.Transparent);
    }

    public static class Pens
    {
        public static Pen Black => new(Color.Black);

        public static Pen White => new(Color.White);

        public static Pen Gray => new(Color.Gray);

        public static Pen LightGray => new(Color.LightGray);

        public static Pen Red => new(Color.Red);

        public static Pen Green => new(Color.Green);

        public static Pen Blue => new(Color.Blue);

        public static Pen Yellow => new(Color.Yellow);

        public static Pen Orange => new(Color.Orange);
    }

    public sealed class StringFormat : IDisposable
    {
        public StringFormat(params object?[] arguments) { }

        public static StringFormat GenericDefault => new();

        public static StringFormat GenericTypographic => new();

        public StringAlignment Alignment { get; set; }

        public StringAlignment LineAlignment { get; set; }

        public StringTrimming Trimming { get; set; }

        public StringFormatFlags FormatFlags { get; set; }

        public void Dispose() { }
    }

    public sealed class Region : IDisposable
    {
        public Region(params object?[] arguments) => throw NotHere.Drawing;

        public void Dispose() { }
    }

    public sealed class Icon : IDisposable
    {
        public Icon(params object?[] arguments) => throw NotHere.Drawing;

        public Bitmap ToBitmap() => throw NotHere.Drawing;

        public void Dispose() { }
    }
}
#endif
