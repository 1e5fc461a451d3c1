using System;
using System.Globalization;

namespace Konektor.ScriptHost;

/// <summary>The culture a call runs under, so that culture mistakes of a script can be found.</summary>
internal static class CallCulture
{
    /// <summary>False where the machine has no ICU: then every culture would look like the invariant one.</summary>
    public static bool HasCultureData { get; } = new CultureInfo("de-DE").NumberFormat.NumberDecimalSeparator == ",";

    /// <summary>
    /// The named culture; an empty name means the invariant one, which is the default of a call. Without culture data the
    /// invariant culture is copied and given a decimal comma and day-first dates, the two things that break scripts.
    /// Throws CultureNotFoundException for a name that is no culture.
    /// </summary>
    public static CultureInfo Named(string name)
    {
        if (name.Length == 0) return CultureInfo.InvariantCulture;
        if (HasCultureData) return CultureInfo.GetCultureInfo(name);
        var culture = (CultureInfo)new CultureInfo(name).Clone();
        if (name.Split('-')[0] is "en" or "ja" or "ko" or "zh") return culture;
        culture.NumberFormat.NumberDecimalSeparator = culture.NumberFormat.CurrencyDecimalSeparator = ",";
        culture.NumberFormat.NumberGroupSeparator = culture.NumberFormat.CurrencyGroupSeparator = ".";
        culture.DateTimeFormat.ShortDatePattern = "dd/MM/yyyy";
        return culture;
    }
}
