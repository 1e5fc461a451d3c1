using System;
using System.Collections.Generic;
using System.Linq;

// Addresses, taken apart and put together with Uri.EscapeDataString and Uri.UnescapeDataString alone.
internal static class Address
{
    public const string StateParameter = "triggerState";

    // One path segment. A blank segment would name another resource, and "." and ".." climb out of the path however
    // they are escaped, so these values are refused.
    public static string Part(string value, string name = null)
    {
        var subject = name == null ? "A required value" : "The value of " + name;
        if (string.IsNullOrWhiteSpace(value)) throw Failure.Refused(subject + " is empty. Choose or type one.");
        if (value == "." || value == "..") throw Failure.Refused(subject + " can't be \"" + value + "\".");
        return Uri.EscapeDataString(value);
    }

    // The query parameters in their order, decoded. A plus sign stays one: only %20 is a blank.
    public static List<KeyValuePair<string, string>> QueryParameters(Uri address)
    {
        var found = new List<KeyValuePair<string, string>>();
        foreach (var piece in QueryPieces(Split(address).Query))
        {
            var equals = piece.IndexOf('=');
            var name = equals < 0 ? piece : piece.Substring(0, equals);
            var value = equals < 0 ? "" : piece.Substring(equals + 1);
            found.Add(new KeyValuePair<string, string>(Uri.UnescapeDataString(name), Uri.UnescapeDataString(value)));
        }
        return found;
    }

    // The path parameters: the template is laid over the last segments, because a base path may come before them.
    // Null when the path does not fit the template.
    public static Dictionary<string, string> PathParameters(string template, Uri address)
    {
        var wanted = template.Trim('/').Split('/');
        var given = address.AbsolutePath.Split('/');
        if (given.Length < wanted.Length) return null;
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var index = 0; index < wanted.Length; index++)
        {
            var segment = Uri.UnescapeDataString(given[given.Length - wanted.Length + index]);
            var name = wanted[index];
            if (name.Length > 2 && name[0] == '{' && name[name.Length - 1] == '}')
                found[name.Substring(1, name.Length - 2)] = segment;
            else if (!string.Equals(name, segment, StringComparison.OrdinalIgnoreCase))
                return null;
        }
        return found;
    }

    // The address of the next poll: the same one with another state. All other parameters stay as they were written.
    public static Uri WithState(Uri address, string state)
    {
        var (path, query) = Split(address);
        var pieces = QueryPieces(query).Where(piece => !IsState(piece)).ToList();
        if (state != null) pieces.Add(StateParameter + "=" + state);
        return new Uri(pieces.Count == 0 ? path : path + "?" + string.Join("&", pieces), UriKind.Absolute);
    }

    // The address of another operation of this connector: what comes before this operation's own path, then the path.
    public static Uri Sibling(Uri address, string ownTemplate, string path)
    {
        var own = ownTemplate.Trim('/').Split('/').Length;
        var before = Split(address).Path.TrimEnd('/').Split('/');
        var kept = Math.Max(3, before.Length - own);
        return new Uri(string.Join("/", before.Take(kept)) + "/" + path.TrimStart('/'), UriKind.Absolute);
    }

    // An address as it was received, every escape as it is; one that can't stand in a header can't be kept so.
    public static string Text(Uri address) => address.OriginalString.All(letter => letter > ' ' && letter < 127)
        ? address.OriginalString
        : address.AbsoluteUri;

    private static bool IsState(string piece) =>
        piece == StateParameter || piece.StartsWith(StateParameter + "=", StringComparison.Ordinal);

    private static IEnumerable<string> QueryPieces(string query) => query.Split('&').Where(piece => piece.Length > 0);

    private static (string Path, string Query) Split(Uri address)
    {
        var text = Text(address);
        var fragment = text.IndexOf('#');
        if (fragment >= 0) text = text.Substring(0, fragment);
        var mark = text.IndexOf('?');
        return mark < 0 ? (text, "") : (text.Substring(0, mark), text.Substring(mark + 1));
    }
}
