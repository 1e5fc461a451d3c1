using System;
using System.Collections.Generic;
using System.Linq;
using Newtonsoft.Json.Linq;

/// <summary>
/// What the printed expressions are made of. Everything is null-safe: a property of nothing is nothing, a comparison
/// with nothing is false. Numbers are decimal and read without culture; dates are instants.
/// </summary>
internal static class Value
{
    // Named in full: the namespace is not among those that the platform lists, though its types are there.
    private static readonly System.Globalization.CultureInfo Invariant = System.Globalization.CultureInfo.InvariantCulture;
    private const System.Globalization.DateTimeStyles UniversalTime =
        System.Globalization.DateTimeStyles.AssumeUniversal | System.Globalization.DateTimeStyles.AdjustToUniversal;

    private static JToken Property(JToken record, string name)
    {
        var found = (record as JObject)?[name];
        return found == null || found.Type == JTokenType.Null ? null : found;
    }

    public static string Text(JToken record, string name) => AsText(Property(record, name));
    public static decimal? Number(JToken record, string name) => AsNumber(Property(record, name));
    public static DateTimeOffset? Instant(JToken record, string name) => AsInstant(Property(record, name));
    public static bool? Flag(JToken record, string name) => AsFlag(Property(record, name));
    public static JToken Record(JToken record, string name) => Property(record, name) as JObject;
    public static IEnumerable<JToken> List(JToken record, string name) => Items(Property(record, name));

    /// <summary>The items of a list; nothing for anything else. Null items are left out.</summary>
    public static IEnumerable<JToken> Items(JToken list) =>
        list is JArray array ? array.Where(item => item.Type != JTokenType.Null) : Enumerable.Empty<JToken>();

    public static string AsText(JToken token) => token is JValue value && value.Value != null
        ? Convert.ToString(value.Value, Invariant) : null;

    public static decimal? AsNumber(JToken token)
    {
        if (!(token is JValue value)) return null;
        switch (value.Type)
        {
            case JTokenType.Integer:
            case JTokenType.Float:
                try { return Convert.ToDecimal(value.Value, Invariant); } catch (OverflowException) { return null; }
            case JTokenType.String: return ParseNumber((string)value.Value);
            default: return null;
        }
    }

    public static DateTimeOffset? AsInstant(JToken token) => ParseInstant(AsText(token));

    public static bool? AsFlag(JToken token)
    {
        if (!(token is JValue value)) return null;
        if (value.Type == JTokenType.Boolean) return (bool)value.Value;
        return bool.TryParse(value.Value as string, out var flag) ? flag : (bool?)null;
    }

    public static decimal? ParseNumber(string text) =>
        decimal.TryParse(text, System.Globalization.NumberStyles.Float, Invariant, out var number) ? number : (decimal?)null;

    /// <summary>A time without an offset is UTC: the service writes all its times so.</summary>
    public static DateTimeOffset? ParseInstant(string text) =>
        DateTimeOffset.TryParse(text, Invariant, UniversalTime, out var instant) ? instant : (DateTimeOffset?)null;

    public static bool Same(string left, string right) => left != null && string.Equals(left, right, StringComparison.Ordinal);
    /// <summary>One of these names, whatever the letter case: enumerations are open and spelt in several ways.</summary>
    public static bool Is(string text, params string[] names) =>
        text != null && names.Any(name => string.Equals(text, name, StringComparison.OrdinalIgnoreCase));
    public static bool Present(string text) => !string.IsNullOrEmpty(text);

    public static IEnumerable<JToken> Where(IEnumerable<JToken> list, Func<JToken, bool> condition) => list.Where(condition);
    public static bool Any(IEnumerable<JToken> list, Func<JToken, bool> condition) => list.Any(condition);
    public static JToken First(IEnumerable<JToken> list, Func<JToken, bool> condition) => list.FirstOrDefault(condition);
    public static JToken FirstItem(IEnumerable<JToken> list) => list.FirstOrDefault();

    /// <summary>The one item that fits; nothing when none or several do, because choosing would be guessing.</summary>
    public static JToken Single(IEnumerable<JToken> list, Func<JToken, bool> condition)
    {
        var found = list.Where(condition).Take(2).ToList();
        return found.Count == 1 ? found[0] : null;
    }

    public static bool Has(IEnumerable<JToken> list, string text) => text != null && list.Any(item => Is(AsText(item), text));
    public static string OnlyText(IEnumerable<JToken> list)
    {
        var found = list.Take(2).ToList();
        return found.Count == 1 ? AsText(found[0]) : null;
    }

    public static decimal? Count(IEnumerable<JToken> list) => list.Count();
    public static IEnumerable<JToken> Append(IEnumerable<JToken> list, JToken item) => item == null ? list : list.Concat(new[] { item });
    public static IEnumerable<JToken> Select(IEnumerable<JToken> list, Func<JToken, JToken> part) =>
        list.Select(part).Where(item => item != null);

    public static IEnumerable<JToken> SortByText(IEnumerable<JToken> list, Func<JToken, string> key) =>
        list.OrderBy(key, StringComparer.OrdinalIgnoreCase);

    /// <summary>The value of a map with exactly one entry.</summary>
    public static string OnlyEntry(JToken map) =>
        map is JObject entries && entries.Count == 1 ? AsText(entries.Properties().First().Value) : null;

    /// <summary>An instant as the connector writes it: UTC, seven decimals, whatever the culture.</summary>
    public static string Print(DateTimeOffset? instant) => instant?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", Invariant);

    /// <summary>A number in a sentence: grouped by thousands, up to four decimals, always the same whatever the culture.</summary>
    public static string Print(decimal? number) => number?.ToString("#,0.####", Invariant);
    public static string Print(string text) => text;
    public static string Print(bool? flag) => flag == null ? null : flag.Value ? "yes" : "no";

    /// <summary>A number for an answer: without decimals when it has none, because 120.0 is no whole number to a flow.</summary>
    public static JToken Json(decimal? number)
    {
        if (number == null) return null;
        var value = number.Value;
        return decimal.Truncate(value) == value && Math.Abs(value) <= long.MaxValue ? new JValue((long)value) : new JValue(value);
    }

    public static JToken Array(IEnumerable<JToken> items) => new JArray(items);

    // A null text becomes a JSON value of type String, not Null, when it is converted.
    private static bool IsNothing(JToken token) => token == null || (token is JValue single && single.Value == null);

    /// <summary>An object of an answer; what is null is left out.</summary>
    public static JObject Object(params (string Name, JToken Value)[] properties)
    {
        var made = new JObject();
        foreach (var property in properties)
            if (!IsNothing(property.Value)) made[property.Name] = property.Value;
        return made;
    }
}
