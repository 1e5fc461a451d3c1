using System;
using System.Collections.Generic;
using System.Linq;

// The query of an address, read and written by hand: no helper of the platform takes part in what is measured.
internal static class ProbeQuery
{
    public static IEnumerable<string> Names(Uri uri) => Pairs(uri).Select(pair => Uri.UnescapeDataString(pair.Split('=')[0]));

    // Null when it is absent.
    public static string Value(Uri uri, string name)
    {
        var pair = Pairs(uri).FirstOrDefault(each => IsNamed(each, name));
        return pair == null ? null : Uri.UnescapeDataString(pair.Substring(Math.Min(pair.Length, pair.IndexOf('=') + 1)));
    }

    // The whole address with this parameter in place of the former one; the value needs no escaping.
    public static string With(Uri uri, string name, string value) =>
        uri.GetLeftPart(UriPartial.Path) + "?" + string.Join("&", Pairs(uri).Where(each => !IsNamed(each, name)).Concat(new[] { name + "=" + value }));

    private static bool IsNamed(string pair, string name) => Uri.UnescapeDataString(pair.Split('=')[0]) == name;

    private static IEnumerable<string> Pairs(Uri uri) => uri.Query.TrimStart('?').Split(new[] { '&' }, StringSplitOptions.RemoveEmptyEntries);
}
