using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;

// Files that the service keeps in Azure storage. Their addresses come from the service, so they are checked: anywhere
// else a file could be a way to make this connector call a host of somebody's choice.
internal static class Storage
{
    private static readonly string[] NeverSent = { "Authorization", "Ocp-Apim-Subscription-Key", "Host" };

    // headers: what the service says must go with the request; credentials among them are left out.
    public static async Task<HttpResponseMessage> Fetch(
        Upstream upstream, Uri address, IEnumerable<KeyValuePair<string, string>> headers)
    {
        if (!IsAllowed(upstream.Service, address))
            throw new Failure(502, "StorageAddressRejected",
                "The file is not kept in Azure storage, so it was not read.") { OfService = true };
        var message = new HttpRequestMessage(HttpMethod.Get, address);
        foreach (var header in headers ?? Enumerable.Empty<KeyValuePair<string, string>>())
            if (!NeverSent.Contains(header.Key, StringComparer.OrdinalIgnoreCase))
                message.Headers.TryAddWithoutValidation(header.Key, header.Value);
        var response = await upstream.SendElsewhere(message).ConfigureAwait(false);
        var status = (int)response.StatusCode;
        var landed = response.RequestMessage?.RequestUri ?? address;
        if ((status >= 300 && status < 400) || !IsAllowed(upstream.Service, landed))
        {
            response.Dispose();
            throw new Failure(502, "StorageRedirected",
                "The storage sent the request to another address, which was not followed.") { OfService = true };
        }
        return response;
    }

    private static bool IsAllowed(ServiceApi service, Uri address) =>
        address != null && address.IsAbsoluteUri && address.Scheme == Uri.UriSchemeHttps && address.IsDefaultPort
        && !address.IsLoopback && address.UserInfo.Length == 0
        && service.StorageHosts.Any(suffix => address.Host.Length > suffix.Length
            && address.Host.EndsWith(suffix, StringComparison.OrdinalIgnoreCase));
}
