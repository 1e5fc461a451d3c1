using System;
using System.Linq;

namespace Konektor.ScriptHost;

/// <summary>
/// Which format strings print alike in every culture (.NET: standard and custom numeric and date formats). The calendar
/// is not looked at: a plain yyyy-MM-dd differs only in the few cultures that don't count years as ISO does.
/// </summary>
internal static class CultureFormats
{
    /// <summary>No format means general: the decimal separator of the culture.</summary>
    public static bool NumberDepends(string? format)
    {
        if (string.IsNullOrEmpty(format)) return true;
        if (char.IsAsciiLetter(format[0]) && format.Skip(1).All(char.IsAsciiDigit))
        {
            // A standard format: all have the culture's separators, but for a fixed-point one without decimals.
            return format[0] is not ('F' or 'f') || format.Length == 1 || format.Skip(1).Any(digit => digit != '0');
        }
        // A custom format takes from the culture what stands for these.
        return format.Any(character => character is '.' or ',' or '%' or '‰' or '?');
    }

    /// <summary>No format means general: order, separators and clock of the culture.</summary>
    public static bool DateDepends(string? format)
    {
        if (string.IsNullOrEmpty(format)) return true;
        if (format.Length == 1) return format[0] is not ('o' or 'O' or 'r' or 'R' or 's' or 'u');
        var inQuotes = '\0';
        for (var position = 0; position < format.Length; position++)
        {
            var character = format[position];
            if (inQuotes != '\0')
            {
                if (character == inQuotes) inQuotes = '\0';
                continue;
            }
            switch (character)
            {
                case '\'' or '"':
                    inQuotes = character;
                    break;
                case '\\':
                    position++;
                    break;
                // Separators of the culture, and its words for morning and afternoon.
                case '/' or ':' or 't' or '?':
                    return true;
                case 'd' or 'M' when format.AsSpan(position).StartsWith(new string(character, 3)):
                    return true;
            }
        }
        return false;
    }
}
