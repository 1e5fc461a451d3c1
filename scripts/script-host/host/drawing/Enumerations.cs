// The enumerations of System.Drawing, with the values of GDI+; see Images.cs for why they are here.
#if !SYSTEM_DRAWING
namespace System.Drawing
{
    [Flags]
    public enum FontStyle { Regular = 0, Bold = 1, Italic = 2, Underline = 4, Strikeout = 8 }

    public enum GraphicsUnit { World, Display, Pixel, Point, Inch, Document, Millimeter }

    public enum RotateFlipType
    {
        RotateNoneFlipNone = 0, Rotate180FlipXY = 0, Rotate90FlipNone = 1, Rotate270FlipXY = 1, Rotate180FlipNone = 2, RotateNoneFlipXY = 2, Rotate270FlipNone = 3, Rotate90FlipXY = 3,
        RotateNoneFlipX = 4, Rotate180FlipY = 4, Rotate90FlipX = 5, Rotate270FlipY = 5, Rotate180FlipX = 6, RotateNoneFlipY = 6, Rotate270FlipX = 7, Rotate90FlipY = 7,
    }

    public enum StringAlignment { Near, Center, Far }

    public enum StringTrimming { None, Character, Word, EllipsisCharacter, EllipsisWord, EllipsisPath }

    [Flags]
    public enum StringFormatFlags { DirectionRightToLeft = 1, DirectionVertical = 2, FitBlackBox = 4, MeasureTrailingSpaces = 2048, NoWrap = 4096, LineLimit = 8192, NoClip = 16384 }
}

namespace System.Drawing.Drawing2D
{
    public enum CompositingMode { SourceOver, SourceCopy }

    public enum CompositingQuality { Invalid = -1, Default, HighSpeed, HighQuality, GammaCorrected, AssumeLinear }

    public enum InterpolationMode { Invalid = -1, Default, Low, High, Bilinear, Bicubic, NearestNeighbor, HighQualityBilinear, HighQualityBicubic }

    public enum PixelOffsetMode { Invalid = -1, Default, HighSpeed, HighQuality, None, Half }

    public enum SmoothingMode { Invalid = -1, Default, HighSpeed, HighQuality, None, AntiAlias }

    public enum WrapMode { Tile, TileFlipX, TileFlipY, TileFlipXY, Clamp }

    public enum DashStyle { Solid, Dash, Dot, DashDot, DashDotDot, Custom }

    public enum LineCap { Flat, Square, Round, Triangle, NoAnchor = 16, SquareAnchor, RoundAnchor, DiamondAnchor, ArrowAnchor, Custom = 255 }

    public enum LineJoin { Miter, Bevel, Round, MiterClipped }

    public enum FillMode { Alternate, Winding }

    public enum CombineMode { Replace, Intersect, Union, Xor, Exclude, Complement }

    public enum MatrixOrder { Prepend, Append }

    public enum LinearGradientMode { Horizontal, Vertical, ForwardDiagonal, BackwardDiagonal }

    public enum HatchStyle { Horizontal, Vertical, ForwardDiagonal, BackwardDiagonal, Cross, DiagonalCross }
}

namespace System.Drawing.Imaging
{
    public enum PixelFormat
    {
        Undefined = 0, DontCare = 0, Format16bppRgb555 = 0x21005, Format16bppRgb565 = 0x21006, Format24bppRgb = 0x21808, Format32bppRgb = 0x22009, Format1bppIndexed = 0x30101, Format4bppIndexed = 0x30402,
        Format8bppIndexed = 0x30803, Format16bppArgb1555 = 0x61007, Format32bppPArgb = 0xE200B, Format16bppGrayScale = 0x101004, Format48bppRgb = 0x10300C, Format64bppPArgb = 0x1C400E, Canonical = 0x200000,
        Format32bppArgb = 0x26200A, Format64bppArgb = 0x34400D,
    }

    public enum ImageLockMode { ReadOnly = 1, WriteOnly = 2, ReadWrite = 3, UserInputBuffer = 4 }

    public enum EncoderValue { ColorTypeCMYK, ColorTypeYCCK, CompressionLZW, CompressionCCITT3, CompressionCCITT4, CompressionRle, CompressionNone, MultiFrame = 18, LastFrame, Flush, FrameDimensionTime, FrameDimensionResolution, FrameDimensionPage }

    public enum ColorAdjustType { Default, Bitmap, Brush, Pen, Text, Count, Any }

    public enum ColorMatrixFlag { Default, SkipGrays, AltGrays }
}

namespace System.Drawing.Text
{
    public enum TextRenderingHint { SystemDefault, SingleBitPerPixelGridFit, SingleBitPerPixel, AntiAliasGridFit, AntiAlias, ClearTypeGridFit }
}
#endif
