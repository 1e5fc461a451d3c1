using System;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace Konektor.ScriptHost;

/// <summary>Which redirects a call follows by itself; the others reach the script as they came.</summary>
internal enum RedirectRule
{
    None,
    /// <summary>Same scheme, host and port: the default.</summary>
    SameHost,
    /// <summary>Any host, never from https to http; credentials stay behind when the host changes.</summary>
    Any,
}

internal static class Redirects
{
    private const int MostHops = 10;

    /// <summary>Headers that speak for a user. They never travel to a host that the script didn't name.</summary>
    private static readonly string[] Credentials = { "Authorization", "Cookie", "Ocp-Apim-Subscription-Key", "x-api-key", "api-key", "x-functions-key" };

    public static RedirectRule RuleNamed(string? name) => name switch
    {
        "none" => RedirectRule.None,
        "any" => RedirectRule.Any,
        _ => RedirectRule.SameHost,
    };

    /// <summary>Sends a request, which this method may consume, and follows what the rule allows.</summary>
    public static async Task<HttpResponseMessage> SendAsync(IBackend backend, HttpRequestMessage request, RedirectRule rule, CancellationToken cancellationToken)
    {
        for (var hop = 0; ; hop++)
        {
            var again = rule == RedirectRule.None ? null : await RequestMessages.CopyAsync(request, cancellationToken).ConfigureAwait(false);
            var response = await backend.SendAsync(request, cancellationToken).ConfigureAwait(false);
            if (again is null || hop == MostHops || Target(request.RequestUri, response) is not { } target || !Allows(rule, request.RequestUri, target)) return response;
            Retarget(again, target, response.StatusCode);
            response.Dispose();
            request = again;
        }
    }

    private static Uri? Target(Uri? from, HttpResponseMessage response)
    {
        var isRedirect = (int)response.StatusCode is 301 or 302 or 303 or 307 or 308;
        return isRedirect && from is not null && response.Headers.Location is { } location ? new Uri(from, location) : null;
    }

    private static bool Allows(RedirectRule rule, Uri? from, Uri target)
    {
        if (IsSameOrigin(from, target)) return true;
        return rule == RedirectRule.Any && !(from?.Scheme == Uri.UriSchemeHttps && target.Scheme != Uri.UriSchemeHttps);
    }

    private static bool IsSameOrigin(Uri? one, Uri other) =>
        one is not null && Uri.Compare(one, other, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0;

    private static void Retarget(HttpRequestMessage request, Uri target, HttpStatusCode status)
    {
        if (!IsSameOrigin(request.RequestUri, target))
        {
            foreach (var name in Credentials) request.Headers.Remove(name);
        }
        request.Headers.Host = null;
        request.RequestUri = target;
        var keepsMethod = status is HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect || request.Method == HttpMethod.Get || request.Method == HttpMethod.Head;
        if (keepsMethod) return;
        request.Method = HttpMethod.Get;
        request.Content = null;
    }
}
