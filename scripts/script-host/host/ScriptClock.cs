using System;
using System.Globalization;
using System.Threading;

/// <summary>
/// What the reads of the clock in a script become when it is loaded with a redirected clock. Public, because rewritten
/// scripts call it. Outside a call that sets the clock it tells the real time.
/// </summary>
public static class ScriptClock
{
    private static readonly AsyncLocal<DateTimeOffset?> ofCall = new();

    public static DateTime UtcNow => OffsetUtcNow.UtcDateTime;

    public static DateTime Now => OffsetUtcNow.LocalDateTime;

    public static DateTime Today => Now.Date;

    public static DateTimeOffset OffsetUtcNow => ofCall.Value ?? DateTimeOffset.UtcNow;

    public static DateTimeOffset OffsetNow => OffsetUtcNow.ToLocalTime();

    /// <summary>Sets the clock of this call from an ISO 8601 instant; null leaves the real one. Throws FormatException.</summary>
    internal static void Set(string? instant) =>
        ofCall.Value = instant is null ? null : DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);
}
