/** Types of System.Drawing that .NET has only on Windows, in a library that no SDK brings along. */
const drawingTypes = new Set([
  'Bitmap', 'BitmapData', 'Brush', 'Brushes', 'ColorMatrix', 'ColorPalette', 'CompositingMode', 'CompositingQuality', 'Encoder', 'EncoderParameter', 'EncoderParameters', 'Font',
  'FontFamily', 'FontStyle', 'FrameDimension', 'Graphics', 'GraphicsPath', 'GraphicsUnit', 'Icon', 'Image', 'ImageAttributes', 'ImageCodecInfo', 'ImageFormat', 'ImageLockMode',
  'InterpolationMode', 'LinearGradientBrush', 'Matrix', 'Pen', 'Pens', 'PixelFormat', 'PixelOffsetMode', 'PropertyItem', 'Region', 'RotateFlipType', 'SmoothingMode', 'SolidBrush',
  'StringAlignment', 'StringFormat', 'SystemBrushes', 'TextureBrush', 'WrapMode',
]);

/** "The type or namespace name 'X' could not be found", "The name 'X' does not exist in the current context", "… in the namespace …", "type forwarded". */
const unknownName = new Set(['CS0246', 'CS0103', 'CS0234', 'CS1069']);

/** Whether a compile error only says that one of these types is not here. */
export const isDrawingTypeMissing = (id: string, message: string): boolean => unknownName.has(id) && drawingTypes.has(/'([^']+)'/.exec(message)?.[1] ?? '');
