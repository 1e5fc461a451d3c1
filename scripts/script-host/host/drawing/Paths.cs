// Paths, transformations and the brushes that follow them; see Images.cs for why they are here.
#if !SYSTEM_DRAWING
namespace System.Drawing.Drawing2D
{
    public sealed class GraphicsState
    {
        internal GraphicsState() { }
    }

    public sealed class GraphicsPath : IDisposable
    {
        public GraphicsPath(params object?[] arguments) => throw NotHere.Drawing;

        public void AddArc(params object?[] arguments) => throw NotHere.Drawing;

        public void AddEllipse(params object?[] arguments) => throw NotHere.Drawing;

        public void AddLine(params object?[] arguments) => throw NotHere.Drawing;

        public void AddRectangle(params object?[] arguments) => throw NotHere.Drawing;

        public void AddString(params object?[] arguments) => throw NotHere.Drawing;

        public void CloseFigure() => throw NotHere.Drawing;

        public void CloseAllFigures() => throw NotHere.Drawing;

        public void StartFigure() => throw NotHere.Drawing;

        public void Dispose() { }
    }

    public sealed class Matrix : IDisposable
    {
        public Matrix(params object?[] arguments) => throw NotHere.Drawing;

        public void Rotate(params object?[] arguments) => throw NotHere.Drawing;

        public void RotateAt(params object?[] arguments) => throw NotHere.Drawing;

        public void Scale(params object?[] arguments) => throw NotHere.Drawing;

        public void Translate(params object?[] arguments) => throw NotHere.Drawing;

        public void Dispose() { }
    }

    public sealed class LinearGradientBrush : Brush
    {
        public LinearGradientBrush(params object?[] arguments) => throw NotHere.Drawing;
    }

    public sealed class HatchBrush : Brush
    {
        public HatchBrush(params object?[] arguments) => throw NotHere.Drawing;
    }
}
#endif
