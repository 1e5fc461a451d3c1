using System;
using System.Linq;
using System.Text.RegularExpressions;

namespace Konektor.ScriptHost;

internal static class UriRedaction
{
    /// <summary>
    /// An address that may stand in a log: no user information, and the value of every query parameter whose name
    /// speaks of a secret (key, token, code, signature, password …) replaced by three dots.
    /// </summary>
    public static string Redact(Uri? uri)
    {
        if (uri is null) return "";
        if (!uri.IsAbsoluteUri) return uri.OriginalString.Split('?')[0];
        var address = uri.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);
        if (uri.Query.Length < 2) return address;
        return address + "?" + string.Join("&", uri.Query.Substring(1).Split('&').Select(Redact));
    }

    private static string Redact(string parameter)
    {
        var name = parameter.Split('=')[0];
        return SecretName(Uri.UnescapeDataString(name)) ? name + "=..." : parameter;
    }

    private static bool SecretName(string name) =>
        Regex.IsMatch(name, "key|token|secret|passw|pwd|auth|credential|signature|^(sig|code|state|assertion)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
}
