// What draws: none of it does anything here; see Images.cs for why it is here.
#if !SYSTEM_DRAWING
using System.Drawing.Drawing2D;
using System.Drawing.Text;

namespace System.Drawing
{
    public sealed class Graphics : MarshalByRefObject, IDisposable
    {
        private Graphics() { }

        public CompositingMode CompositingMode { get; set; }

        public CompositingQuality CompositingQuality { get; set; }

        public InterpolationMode InterpolationMode { get; set; }

        public PixelOffsetMode PixelOffsetMode { get; set; }

        public SmoothingMode SmoothingMode { get; set; }

        public TextRenderingHint TextRenderingHint { get; set; }

        public GraphicsUnit PageUnit { get; set; }

        public Region? Clip { get; set; }

        public Matrix? Transform { get; set; }

        public float DpiX => throw NotHere.Drawing;

        public float DpiY => throw NotHere.Drawing;

        public static Graphics FromImage(Image image) => throw NotHere.Drawing;

        public void Clear(Color color) => throw NotHere.Drawing;

        public void DrawArc(params object?[] arguments) => throw NotHere.Drawing;

        public void DrawBezier(params object?[] arguments) => throw NotHere.Drawing;

        public void DrawCurve(params object?[] arguments) => throw NotHere.Drawing;

        public void DrawEllipse(params object?[] arguments) => throw NotHere.Drawing;

        public void DrawImage(params object?[] arguments) => throw NotHere.Drawing;

        public void DrawImageUnscaled(params object?[] arguments) => throw NotHere.Drawing;

        public void DrawLine(params object?[] arguments) => throw NotHere.Drawing;

        public void DrawLines(params object?[] arguments) => throw NotHere.Drawing;

        public void DrawPath(params object?[] arguments) => throw NotHere.Drawing;

        public void DrawPie(params object?[] arguments) => throw NotHere.Drawing;

        public void DrawPolygon(params object?[] arguments) => throw NotHere.Drawing;

        public void DrawRectangle(params object?[] arguments) => throw NotHere.Drawing;

        public void DrawString(params object?[] arguments) => throw NotHere.Drawing;

        public void FillEllipse(params object?[] arguments) => throw NotHere.Drawing;

        public void FillPath(params object?[] arguments) => throw NotHere.Drawing;

        public void FillPie(params object?[] arguments) => throw NotHere.Drawing;

        public void FillPolygon(params object?[] arguments) => throw NotHere.Drawing;

        public void FillRectangle(params object?[] arguments) => throw NotHere.Drawing;

        public void FillRectangles(params object?[] arguments) => throw NotHere.Drawing;

        public void FillRegion(params object?[] arguments) => throw NotHere.Drawing;

        public SizeF MeasureString(params object?[] arguments) => throw NotHere.Drawing;

        public void RotateTransform(params object?[] arguments) => throw NotHere.Drawing;

        public void ScaleTransform(params object?[] arguments) => throw NotHere.Drawing;

        public void TranslateTransform(params object?[] arguments) => throw NotHere.Drawing;

        public void MultiplyTransform(params object?[] arguments) => throw NotHere.Drawing;

        public void ResetTransform() => throw NotHere.Drawing;

        public void SetClip(params object?[] arguments) => throw NotHere.Drawing;

        public void ResetClip() => throw NotHere.Drawing;

        public void Flush(params object?[] arguments) => throw NotHere.Drawing;

        public GraphicsState Save() => throw NotHere.Drawing;

        public void Restore(GraphicsState state) => throw NotHere.Drawing;

        public void Dispose() { }
    }
}
#endif
